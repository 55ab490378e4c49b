import { BASELINE_WEEKS, MIN_BASELINE_HOURS, MIN_BASELINE_WEEKS } from './thresholds.ts';

const HOURS_A_WEEK = 168;

/** The hours that an expectation for `hour` may rest on, newest first: this hour of past weeks, then the last week. */
export const baselineHours = (hour: number): { sameHour: number[]; lastWeek: number[] } => ({
  sameHour: Array.from({ length: BASELINE_WEEKS }, (_, week) => hour - (week + 1) * HOURS_A_WEEK),
  lastWeek: Array.from({ length: HOURS_A_WEEK }, (_, back) => hour - back - 1),
});

/**
 * What an hour has when all is calm: the median of the same hour in past weeks, which an outage in one of them does not
 * move; in a collector's first weeks the median of its last week's hours.
 * @param valueAt an hour's value; undefined for a gap
 */
export function expectedAt(hour: number, valueAt: (hour: number) => number | undefined): number | undefined {
  const { sameHour, lastWeek } = baselineHours(hour);
  const same = sameHour.map(valueAt).filter((value) => value !== undefined);
  if (same.length >= MIN_BASELINE_WEEKS) return median(same);
  const last = lastWeek.map(valueAt).filter((value) => value !== undefined);
  return last.length >= MIN_BASELINE_HOURS ? median(last) : undefined;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
