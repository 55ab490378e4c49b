import type { SentReport } from '../../lib/crowd/client/sharing-view.ts';
import { placeName } from '../../lib/words/place-words.ts';
import { plural } from '../../lib/words/plural.ts';
import { sentStateWords } from '../../lib/words/sharing-words.ts';
import { symptomWords } from '../../lib/words/symptom-words.ts';
import { clockWords } from '../../lib/words/time-words.ts';
import { useWords } from '../words.ts';

/** The rest is there at a click. */
const SHOWN_AT_ONCE = 5;

interface Props {
  /** Newest first. */
  sent: SentReport[];
  nowMs: number;
}

/** What this browser sent, one entry a report. */
export function SentList({ sent, nowMs }: Props) {
  const { t, locale } = useWords();
  const [first, rest] = [sent.slice(0, SHOWN_AT_ONCE), sent.slice(SHOWN_AT_ONCE)];
  if (sent.length === 0) return <p class="quiet">{t('sent.none')}</p>;
  return (
    <>
      <Entries sent={first} nowMs={nowMs} />
      {rest.length > 0 && (
        <details>
          <summary>{plural(t, 'sent.more', rest.length, locale)}</summary>
          <Entries sent={rest} nowMs={nowMs} />
        </details>
      )}
    </>
  );
}

function Entries({ sent, nowMs }: Props) {
  const { t, locale } = useWords();
  return (
    <ul class="sent">
      {sent.map(({ atMs, symptom, cell, state }) => (
        <li key={atMs} data-state={state} data-symptom={symptom}>
          <span>{symptomWords(symptom, t)}</span>
          <span class="became">{sentStateWords(state, t)}</span>
          <span class="quiet">
            {t('sent.where', clockWords(atMs, nowMs, locale), placeName(cell, t, locale))}
          </span>
        </li>
      ))}
    </ul>
  );
}
