import type { CrowdView } from '../lib/crowd/client/crowd-view.ts';
import type { SharingView } from '../lib/crowd/client/sharing-view.ts';
import type { Incident } from '../lib/incident/incident.ts';
import type { RecordProblem } from '../lib/record/record-problem.ts';
import type { Slot } from '../lib/timeline/slot.ts';
import { sharingGist } from '../lib/words/sharing-words.ts';
import { CrowdLine } from './crowd-line.tsx';
import { DayStrip } from './day-strip.tsx';
import { IncidentList } from './incident-list.tsx';
import { RecordTrouble } from './record-trouble.tsx';
import { StatusCard, type StatusCardProps } from './status-card.tsx';
import { useWords } from './words.ts';

/** More are in the record, and none of them belongs into a glance. */
const MOST_INCIDENTS = 3;

/** Places in the settings that the popup leads to. */
export type SettingsSection = 'sharing' | 'history';

export interface PopupProps extends StatusCardProps {
  /** Newest first, all that touch the last 24 hours among them. */
  incidents: Incident[];
  /** Of the last 24 hours. */
  slots: Slot[];
  problem: RecordProblem | undefined;
  crowd: CrowdView;
  sharing: Pick<SharingView, 'isSharing' | 'trouble'>;
  onPause: (isPaused: boolean) => void;
  onOpenSettings: (section?: SettingsSection) => void;
}

/** What the toolbar button opens: the verdict readable at a glance, then what it rests on, then the past. */
export function Popup(props: PopupProps) {
  const { incidents, slots, problem, crowd, sharing, onPause, onOpenSettings, ...status } = props;
  const { t } = useWords();
  const { judgement, nowMs } = status;
  const parts = [...new Set(judgement.sights.map((sight) => sight.part))];
  const isPaused = judgement.reason === 'paused';
  const isPastLost = problem !== undefined && incidents.length === 0 && slots.length === 0;
  const hours = 'hours' in crowd ? crowd.hours : [];
  const openSharing = () => onOpenSettings('sharing');
  return (
    <main data-verdict={judgement.verdict} data-reason={judgement.reason} data-scope={parts.join(' ')}>
      <StatusCard {...status} />
      {problem && <RecordTrouble problem={problem} />}
      <CrowdLine view={crowd} nowMs={nowMs} onOpenSharing={openSharing} />
      {!isPastLost && <DayStrip slots={slots} incidents={incidents} hours={hours} nowMs={nowMs} />}
      {!isPastLost && <IncidentList incidents={incidents.slice(0, MOST_INCIDENTS)} nowMs={nowMs} />}
      <footer>
        <button
          type="button"
          class="link"
          data-sharing={sharing.isSharing ? (sharing.trouble ?? 'on') : 'off'}
          onClick={openSharing}
        >
          {sharingGist(sharing, t)}
        </button>
        <div>
          <button type="button" onClick={() => onPause(!isPaused)}>
            {t(isPaused ? 'pause.resume' : 'pause.pause')}
          </button>
          <button type="button" onClick={() => onOpenSettings(problem && 'history')}>
            {t('settings.open')}
          </button>
        </div>
      </footer>
    </main>
  );
}
