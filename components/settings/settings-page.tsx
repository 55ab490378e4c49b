import type { Settings } from '../../lib/settings/settings.ts';
import type { Outcome } from '../../lib/words/outcome-words.ts';
import { NeverList } from '../never-list.tsx';
import { ReportProblem } from '../report-problem.tsx';
import { useWords } from '../words.ts';
import { type HistoryProps, HistorySection } from './history-section.tsx';
import { Section } from './section.tsx';
import { type SharingProps, SharingSection } from './sharing-section.tsx';
import { Switch } from './switch.tsx';

/** What came of the last thing done, and where. */
export interface LastOutcome {
  at: 'notifications' | 'history' | 'pausing' | 'sharing';
  outcome: Outcome;
}

export interface SettingsPageProps
  extends Omit<HistoryProps, 'outcome' | 'retentionDays' | 'onKeep'>,
    Omit<SharingProps, 'outcome'> {
  settings: Settings;
  last: LastOutcome | undefined;
  diagnostics: string;
  version: string;
  onChange: (change: Partial<Settings>, at: LastOutcome['at']) => void;
  onWantNotifications: (wants: boolean) => void;
  onOpenWelcome: () => void;
}

const SOURCE_URL = 'https://github.com/feed-canary/feed-canary';

/** All there is to choose, and to know. Each change counts at once. */
export function SettingsPage(props: SettingsPageProps) {
  const { settings, last, diagnostics, version, onChange, onWantNotifications, onOpenWelcome } = props;
  const { t } = useWords();
  const outcomeAt = (at: LastOutcome['at']) => (last?.at === at ? last.outcome : undefined);
  return (
    <main>
      <h1>{t('settings.title')}</h1>
      <Section id="notifications" title={t('notifications.title')} outcome={outcomeAt('notifications')}>
        <Switch
          label={t('notifications.want')}
          isOn={settings.wantsNotifications}
          onChange={onWantNotifications}
        />
        <p class="quiet">{t('notifications.about')}</p>
      </Section>
      <Section id="pausing" title={t('pausing.title')} outcome={outcomeAt('pausing')}>
        <div class="line">
          <p>{t(settings.isPaused ? 'pausing.on' : 'pausing.off')}</p>
          <button type="button" onClick={() => onChange({ isPaused: !settings.isPaused }, 'pausing')}>
            {t(settings.isPaused ? 'pause.resume' : 'pause.pause')}
          </button>
        </div>
        <p class="quiet">{t('pausing.about')}</p>
      </Section>
      <HistorySection
        {...props}
        retentionDays={settings.retentionDays}
        outcome={outcomeAt('history')}
        onKeep={(retentionDays) => onChange({ retentionDays }, 'history')}
      />
      <SharingSection {...props} outcome={outcomeAt('sharing')} />
      <Section id="diagnostics" title={t('diagnostics.title')}>
        <p>{t('diagnostics.about')}</p>
        <pre>{diagnostics}</pre>
        <ReportProblem diagnostics={diagnostics} />
      </Section>
      <Section id="about" title={t('about.title')}>
        <p>{t('about.free')}</p>
        <h3>{t('never.title')}</h3>
        <NeverList />
        <div class="line">
          <p class="quiet">{t('about.version', version)}</p>
          <button type="button" class="link" onClick={onOpenWelcome}>
            {t('about.welcome')}
          </button>
          <a href={SOURCE_URL} target="_blank" rel="noreferrer">
            {t('about.source')}
          </a>
        </div>
      </Section>
    </main>
  );
}
