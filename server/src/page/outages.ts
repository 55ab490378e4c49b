import type { PublishedIncident } from '../publish/snapshot.ts';

/** The times of an outage, in ms since 1970; one that goes on ends now. */
export function spanOf({ start, end }: PublishedIncident, nowMs: number): { startMs: number; endMs: number } {
  return { startMs: Date.parse(start), endMs: end === null ? nowMs : Date.parse(end) };
}

export function lengthMs(incident: PublishedIncident, nowMs: number): number {
  const { startMs, endMs } = spanOf(incident, nowMs);
  return endMs - startMs;
}

/** How long outages lasted between two times, in ms. */
export function downMsBetween(
  incidents: readonly PublishedIncident[],
  fromMs: number,
  toMs: number,
  nowMs: number,
): number {
  return incidents
    .map((incident) => spanOf(incident, nowMs))
    .map(({ startMs, endMs }) => Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs)))
    .reduce((sum, ms) => sum + ms, 0);
}
