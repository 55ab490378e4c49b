import type { SharingView } from '../../lib/crowd/client/sharing-view.ts';
import type { Outcome } from '../../lib/words/outcome-words.ts';
import { plural } from '../../lib/words/plural.ts';
import { sharingTroubleWords, stockWords } from '../../lib/words/sharing-words.ts';
import { NeverShared, ReportContent } from '../report-content.tsx';
import { useWords } from '../words.ts';
import { Section } from './section.tsx';
import { SentList } from './sent-list.tsx';
import { Switch } from './switch.tsx';

export interface SharingProps {
  sharing: SharingView;
  nowMs: number;
  outcome: Outcome | undefined;
  /** To see what others see; without it nothing is shared either. */
  onSee: (wants: boolean) => void;
  /** To share what this browser sees; shows what others see as well. */
  onShare: (wants: boolean) => void;
  onForget: () => void;
}

/** What others see and what is told to them: to choose, and all there is to know of it. */
export function SharingSection(props: SharingProps) {
  const { sharing, nowMs, outcome, onSee, onShare, onForget } = props;
  const { t } = useWords();
  return (
    <Section
      id="sharing"
      title={t('sharing.title')}
      outcome={outcome}
      details={<Details sharing={sharing} nowMs={nowMs} />}
    >
      <p>{t('sharing.about')}</p>
      <Switch label={t('sharing.see')} isOn={sharing.seesCrowd} onChange={onSee} />
      <p class="quiet">{t('sharing.seeAbout')}</p>
      <Switch label={t('sharing.share')} isOn={sharing.isSharing} onChange={onShare} />
      <p class="quiet">{t('sharing.shareAbout')}</p>
      {sharing.isSharing && <Readiness sharing={sharing} />}
      {/* It stays when all is forgotten: the focus would be lost with it. */}
      {(hasLeftovers(sharing) || outcome?.of === 'forgotten') && (
        <>
          <button type="button" class="danger" onClick={onForget}>
            {t('sharing.forget')}
          </button>
          <p class="quiet">{t('sharing.forgetAbout')}</p>
        </>
      )}
    </Section>
  );
}

const hasLeftovers = ({ isSharing, sent, slotsLeft, waiting }: SharingView) =>
  isSharing || sent.length > 0 || slotsLeft > 0 || waiting > 0;

/** Why nothing is sent, or for how long reports can be; and what still waits. */
function Readiness({ sharing: { trouble, slotsLeft, waiting } }: { sharing: SharingView }) {
  const { t, locale } = useWords();
  return (
    <>
      {trouble && (
        <p class="trouble" role="status" data-trouble={trouble}>
          {sharingTroubleWords(trouble, t)}
        </p>
      )}
      <p>
        {stockWords(slotsLeft, t, locale)} {waiting > 0 && plural(t, 'sharing.waiting', waiting, locale)}
      </p>
    </>
  );
}

/** What was sent, what never is, and what a report holds. */
function Details({ sharing: { sent, example }, nowMs }: Pick<SharingProps, 'sharing' | 'nowMs'>) {
  const { t } = useWords();
  return (
    <>
      <h3>{t('sent.title')}</h3>
      <SentList sent={sent} nowMs={nowMs} />
      <h3>{t('neverShared.title')}</h3>
      <NeverShared />
      <h3>{t('content.title')}</h3>
      <ReportContent example={example} nowMs={nowMs} />
    </>
  );
}
