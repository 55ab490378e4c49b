import { isPartial } from '../lib/detect/judge.ts';
import type { Incident } from '../lib/incident/incident.ts';
import { clockWords, durationWords, spanWords } from '../lib/words/time-words.ts';
import { useWords } from './words.ts';

interface Props {
  /** Newest first. */
  incidents: Incident[];
  nowMs: number;
}

/** The last incidents: what kind, when, and how long. */
export function IncidentList({ incidents, nowMs }: Props) {
  const { t } = useWords();
  return (
    <section class="incidents">
      <h2>{t('incidents.title')}</h2>
      {incidents.length === 0 ? (
        <p class="quiet">{t('incidents.none')}</p>
      ) : (
        <ul>
          {incidents.map((incident) => (
            <IncidentLine key={incident.id} incident={incident} nowMs={nowMs} />
          ))}
        </ul>
      )}
    </section>
  );
}

function IncidentLine({ incident, nowMs }: { incident: Incident; nowMs: number }) {
  const { t, locale } = useWords();
  const { verdict, startMs, endMs, ending, sights } = incident;
  const kind = verdict === 'outage' && isPartial(sights) ? 'partial' : verdict;
  const length = durationWords((endMs ?? nowMs) - startMs, locale);
  return (
    <li data-incident={verdict} data-ending={ending} data-start={startMs} data-end={endMs}>
      <span class="kind">{t(endMs === undefined ? `incidents.${kind}Now` : `incidents.${kind}`)}</span>
      <span class="length">{ending === 'lost-sight' ? t('incidents.atLeast', length) : length}</span>
      <span class="quiet">
        {endMs === undefined
          ? t('incidents.since', clockWords(startMs, nowMs, locale))
          : spanWords(startMs, endMs, nowMs, locale)}
      </span>
    </li>
  );
}
