import type { Verdict } from '../detect/judge.ts';
import type { Incident } from '../incident/incident.ts';
import type { Slot } from '../timeline/slot.ts';

export const BAR_MS = 30 * 60_000;
export const BARS = 48;

/** What half an hour says: a verdict, only pages that did not load, or that nobody looked. */
export type BarState = Verdict | 'failed' | 'none';

export interface Bar {
  startMs: number;
  state: BarState;
}

/** When the strip that ends now begins: its last bar is the half hour that is going on. */
export const stripStartOf = (nowMs: number): number => (Math.floor(nowMs / BAR_MS) - BARS + 1) * BAR_MS;

/** The last 24 hours, half an hour each, oldest first. Trouble shows however short it was. */
export function dayStrip(slots: Slot[], incidents: Incident[], nowMs: number): Bar[] {
  const firstMs = stripStartOf(nowMs);
  return Array.from({ length: BARS }, (_, index) => {
    const startMs = firstMs + index * BAR_MS;
    const within = slots.filter((slot) => slot.startMs >= startMs && slot.startMs < startMs + BAR_MS);
    return { startMs, state: troubleWithin(incidents, startMs, nowMs) ?? stateOf(within) };
  });
}

function troubleWithin(incidents: Incident[], startMs: number, nowMs: number): BarState | undefined {
  const kinds = incidents
    .filter((incident) => incident.startMs < startMs + BAR_MS && (incident.endMs ?? nowMs) >= startMs)
    .map(({ verdict }) => verdict);
  return kinds.includes('outage') ? 'outage' : kinds[0];
}

/** The time line says it without incidents too: there may be more of them than were read. */
function stateOf(slots: Slot[]): BarState {
  const seenMs = (verdict: Verdict) => slots.reduce((sum, slot) => sum + (slot.seenMs[verdict] ?? 0), 0);
  if (seenMs('outage') > 0) return 'outage';
  if (seenMs('suspected') > 0) return 'suspected';
  const [longest = 'working'] = (['working', 'yours', 'unknown'] as const).toSorted(
    (a, b) => seenMs(b) - seenMs(a),
  );
  if (seenMs(longest) > 0) return longest;
  return slots.some((slot) => slot.failedLoads > 0) ? 'failed' : 'none';
}

/** Neighbours of the same state as one span. */
export function spansOf(bars: Bar[]): { startMs: number; endMs: number; state: BarState }[] {
  const spans: { startMs: number; endMs: number; state: BarState }[] = [];
  for (const { startMs, state } of bars) {
    const last = spans.at(-1);
    if (last?.state === state) last.endMs = startMs + BAR_MS;
    else spans.push({ startMs, endMs: startMs + BAR_MS, state });
  }
  return spans;
}

/** How long X was down within the strip's time, in ms. */
export function downMsWithin(incidents: Incident[], nowMs: number): number {
  const firstMs = stripStartOf(nowMs);
  return incidents
    .filter(({ verdict }) => verdict === 'outage')
    .map(({ startMs, endMs = nowMs }) => Math.max(0, endMs - Math.max(startMs, firstMs)))
    .reduce((sum, downMs) => sum + downMs, 0);
}
