import type { CrowdFigures, CrowdView } from '../lib/crowd/client/crowd-view.ts';
import { crowdDetails, crowdHeadline, crowdStatus, isTrouble } from '../lib/words/crowd-words.ts';
import { agoWords, clockWords } from '../lib/words/time-words.ts';
import { VerdictIcon } from './verdict-icon.tsx';
import { useWords } from './words.ts';

interface Props {
  view: CrowdView;
  nowMs: number;
  /** Leads to where the reader can choose to see what others see. */
  onOpenSharing: () => void;
}

/** What others see: the status in words, the numbers it rests on, since when, how fresh. */
export function CrowdLine({ view, nowMs, onOpenSharing }: Props) {
  const { t } = useWords();
  const { crowd } = view;
  return (
    <section class="crowd" data-part="crowd" data-crowd={crowd}>
      {crowd === 'off' && (
        <p class="quiet">
          {t('crowd.off')}{' '}
          <button type="button" class="link" onClick={onOpenSharing}>
            {t('sharing.see')}
          </button>
        </p>
      )}
      {crowd === 'unreachable' && <p class="quiet">{t('crowd.unreachable')}</p>}
      {crowd !== 'off' && crowd !== 'unreachable' && <Figures figures={view as CrowdFigures} nowMs={nowMs} />}
    </section>
  );
}

const SHAPES = { calm: 'working', elevated: 'suspected', outage: 'outage', 'no-data': 'unknown' } as const;

function Figures({ figures, nowMs }: { figures: CrowdFigures; nowMs: number }) {
  const { t, locale } = useWords();
  const { crowd, sinceMs, updatedAtMs } = figures;
  const status = crowdStatus(figures);
  return (
    <>
      <h2 data-status={status}>
        <VerdictIcon shape={SHAPES[status]} sizePx={16} />
        {crowdHeadline(figures, t, locale)}
      </h2>
      {crowdDetails(figures, t, locale).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="quiet times">
        {isTrouble(crowd) && <span>{t('incidents.since', clockWords(sinceMs, nowMs, locale))}</span>}
        <span>{t('crowd.updated', agoWords(updatedAtMs, nowMs, locale))}</span>
      </p>
    </>
  );
}
