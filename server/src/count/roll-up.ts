import { GRACE_SECONDS } from '../../../lib/crowd/slot.ts';
import type { Count, HourCount } from '../store/store.ts';
import { devicesOf, type RatesBySlot } from './figures.ts';

/** The last hour whose slots take no reports any more, at a time in ms since 1970. */
export const lastClosedHour = (nowMs: number): number =>
  Math.floor((nowMs - GRACE_SECONDS * 1000 - 1) / 3_600_000) - 1;

/** One hour's counts out of its minutes'. */
export function rollUp(hour: number, counts: readonly Count[], rates: RatesBySlot): HourCount[] {
  const sums = new Map<string, HourCount>();
  for (const count of counts) {
    const { cell, symptom, tier, isPanel, n } = count;
    const key = `${cell}/${symptom}/${tier}/${isPanel}`;
    const sum = sums.get(key) ?? { hour, cell, symptom, tier, isPanel, n: 0, devices: 0 };
    sum.n += n;
    sum.devices += devicesOf(count, rates);
    sums.set(key, sum);
  }
  return [...sums.values()];
}
