import type { Judgement, Sight, Witness } from '../detect/judge.ts';
import { SAME_INCIDENT_RECOVERED_MS, SAME_INCIDENT_UNSEEN_MS } from '../detect/thresholds.ts';
import type { Notice } from './notice.ts';

/** How an incident ended: posts came again, or nobody looked any more. */
export type Ending = 'recovered' | 'lost-sight';

/**
 * A span of trouble. `suspected` until a second witness stood; one that never got it is kept as such and never called
 * an outage. Times in ms since 1970.
 */
export interface Incident {
  id?: number;
  verdict: 'suspected' | 'outage';
  /** Dated back to the first evidence. */
  startMs: number;
  lastSeenMs: number;
  /** Absent while it goes on. After `lost-sight` it is when trouble was last seen: it lasted at least until then. */
  endMs?: number;
  ending?: Ending;
  sights: Sight[];
  witnesses: Witness[];
  /** What the reader was last notified of, if anything. */
  told?: Notice;
}

export const isOpen = (incident: Incident | undefined): incident is Incident =>
  incident !== undefined && incident.endMs === undefined;

/**
 * Carries the record of incidents on by one judgement. An incident is open exactly while trouble stands, or while
 * the reader's own side hides what X does.
 *
 * @param latest the incident that started last, open or closed
 * @returns the incident to write: with an id it replaces what is recorded; undefined when nothing changes
 */
export function followIncident(latest: Incident | undefined, judgement: Judgement): Incident | undefined {
  const { sinceMs, recoveredAtMs } = judgement;
  if (sinceMs !== undefined)
    return latest && isSame(latest, sinceMs) ? extend(latest, judgement) : begin(judgement);
  if (!isOpen(latest) || judgement.verdict === 'yours') return undefined;
  if (recoveredAtMs !== undefined && recoveredAtMs >= latest.startMs)
    return { ...latest, endMs: recoveredAtMs, ending: 'recovered' };
  return { ...latest, endMs: latest.lastSeenMs, ending: 'lost-sight' };
}

/** Trouble goes on, flaps, or is met again after a while in which nobody looked. */
function isSame(latest: Incident, sinceMs: number): boolean {
  const withinMs = latest.ending === 'recovered' ? SAME_INCIDENT_RECOVERED_MS : SAME_INCIDENT_UNSEEN_MS;
  return sinceMs - (latest.endMs ?? latest.lastSeenMs) < withinMs;
}

function begin(judgement: Judgement): Incident {
  const { sinceMs = 0, lastTroubleAtMs = 0, sights, witnesses } = judgement;
  return {
    verdict: judgement.verdict === 'outage' ? 'outage' : 'suspected',
    startMs: sinceMs,
    lastSeenMs: lastTroubleAtMs,
    sights,
    witnesses,
  };
}

function extend(incident: Incident, judgement: Judgement): Incident {
  const { endMs: _endMs, ending: _ending, ...going } = incident;
  const now = begin(judgement);
  const sights = new Map(
    [...incident.sights, ...now.sights].map((sight) => [`${sight.part} ${sight.symptom}`, sight]),
  );
  return {
    ...going,
    verdict: incident.verdict === 'outage' ? 'outage' : now.verdict,
    startMs: Math.min(incident.startMs, now.startMs),
    lastSeenMs: Math.max(incident.lastSeenMs, now.lastSeenMs),
    sights: [...sights.values()],
    witnesses: [...new Set([...incident.witnesses, ...now.witnesses])],
  };
}
