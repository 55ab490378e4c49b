import type { Judgement } from '../lib/detect/judge.ts';
import type { Incident } from '../lib/incident/incident.ts';
import { IncidentList } from './incident-list.tsx';
import { StatusCard } from './status-card.tsx';
import { useWords } from './words.ts';

interface Props {
  judgement: Judgement;
  /** Newest first. */
  incidents: Incident[];
  nowMs: number;
  /** What helps us when a page is not understood. */
  diagnostics: string;
  onGrantAccess: () => void;
}

/** What the toolbar button opens: the verdict readable at a glance, then what it rests on, then the past. */
export function Popup({ judgement, incidents, nowMs, diagnostics, onGrantAccess }: Props) {
  const { t } = useWords();
  const parts = [...new Set(judgement.sights.map((sight) => sight.part))];
  return (
    <main data-verdict={judgement.verdict} data-reason={judgement.reason} data-scope={parts.join(' ')}>
      <StatusCard
        judgement={judgement}
        nowMs={nowMs}
        diagnostics={diagnostics}
        onGrantAccess={onGrantAccess}
      />
      <p class="crowd" data-part="crowd" data-crowd="off">
        {t('crowd.off')}
      </p>
      <IncidentList incidents={incidents} nowMs={nowMs} />
    </main>
  );
}
