import type { Verdict } from '../detect/judge.ts';

/** The grain of the time line. A day is 288 of them, ninety days of constant use about 26,000. */
export const SLOT_MS = 5 * 60_000;

/** What this browser saw of X in five minutes: sums, no events. */
export interface Slot {
  /** A multiple of {@link SLOT_MS} since 1970. */
  startMs: number;
  /** How long pages of X were looked at under each verdict, in ms; verdicts never met are absent. */
  seenMs: Partial<Record<Verdict, number>>;
  /** Main documents of X that did not load. */
  failedLoads: number;
}

export const slotStartOf = (atMs: number): number => Math.floor(atMs / SLOT_MS) * SLOT_MS;
