import { type Evidence, findStretch, type Sighting } from '../detect/evidence.ts';
import type { Verdict } from '../detect/judge.ts';
import { EVIDENCE_LASTS_MS } from '../detect/thresholds.ts';
import { SLOT_MS, type Slot, slotStartOf } from './slot.ts';

/** A span of time, in ms since 1970. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/**
 * The time that was looked at since the page last told of this stretch, up to now. Each observation tells how long its
 * stretch was visible in all, so a lost message loses no time, and one told twice adds none.
 *
 * @param before the evidence without the sighting
 */
export function spanLookedAt(before: Evidence, { observation, tabId, atMs }: Sighting): Span {
  const known = findStretch(before, { ...observation, tabId });
  const grownMs = Math.max(0, observation.visibleMs - (known?.visibleMs ?? 0));
  // After a return from a hidden tab the age counts anew: when the rest was looked at, nobody can say. And no page is
  // silent as long as evidence lasts while it is looked at: more is a fault, or forged.
  const lookedMs = Math.min(grownMs, observation.ageMs, EVIDENCE_LASTS_MS);
  return { fromMs: Math.round(atMs - lookedMs), toMs: atMs };
}

/** The span, under a verdict, as sums for the slots it touches. */
export function creditSpan({ fromMs, toMs }: Span, verdict: Verdict): Slot[] {
  const credits: Slot[] = [];
  for (let startMs = slotStartOf(fromMs); startMs < toMs; startMs += SLOT_MS) {
    const seenMs = Math.min(toMs, startMs + SLOT_MS) - Math.max(fromMs, startMs);
    if (seenMs > 0) credits.push({ startMs, seenMs: { [verdict]: seenMs }, failedLoads: 0 });
  }
  return credits;
}

/** One load that failed. */
export const creditFailedLoad = (atMs: number): Slot => ({
  startMs: slotStartOf(atMs),
  seenMs: {},
  failedLoads: 1,
});

/** Adds a credit to what its slot holds. Several windows at once never make more than the slot is long. */
export function addCredit(slot: Slot | undefined, credit: Slot): Slot {
  const seenMs = { ...slot?.seenMs };
  let roomMs = SLOT_MS - sum(Object.values(seenMs));
  for (const [verdict, creditedMs] of Object.entries(credit.seenMs) as [Verdict, number][]) {
    const addedMs = Math.min(creditedMs, Math.max(0, roomMs));
    if (addedMs > 0) seenMs[verdict] = (seenMs[verdict] ?? 0) + addedMs;
    roomMs -= addedMs;
  }
  return {
    startMs: credit.startMs,
    seenMs,
    failedLoads: (slot?.failedLoads ?? 0) + credit.failedLoads,
  };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
