import type { Incident } from './incident.ts';

/** What a reader is notified of: X went down, X is back. */
export type Notice = 'down' | 'back';

/** News as long as this; an incident that is found when it is older is history. */
const NEWS_LASTS_MS = 10 * 60_000;

/**
 * What to tell of an incident, once each: it becomes an outage once, even when it flaps, and only a recovery that
 * follows such news is news.
 *
 * @param before the incident that started last, as it is on record
 * @param after the incident as it will be recorded, before or a new one
 */
export function noticeOf(before: Incident | undefined, after: Incident, nowMs: number): Notice | undefined {
  const isKnown = before !== undefined && before.id === after.id;
  if (after.verdict !== 'outage') return undefined;
  if (!isKnown || before.verdict !== 'outage')
    return isKnown || nowMs - after.startMs < NEWS_LASTS_MS ? 'down' : undefined;
  return after.told === 'down' && after.ending === 'recovered' ? 'back' : undefined;
}
