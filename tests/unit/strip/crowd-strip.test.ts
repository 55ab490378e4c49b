import { describe, expect, it } from 'vitest';
import type { CrowdBar } from '../../../lib/crowd/client/crowd-view.ts';
import { crowdStrip, peakOf } from '../../../lib/strip/crowd-strip.ts';

const bar = (startMs: number, problem: number | null, expected: number | null = 50): CrowdBar => ({
  startMs,
  problem,
  expected,
  isGap: false,
});
const statesOf = (hours: CrowdBar[]) =>
  crowdStrip(
    hours,
    hours.map(({ startMs }) => startMs),
  ).map(({ state }) => state);
const heightOf = (hours: CrowdBar[], index = 0) =>
  crowdStrip(
    hours,
    hours.map(({ startMs }) => startMs),
  )[index]?.height;

describe('the crowd’s row of the strip', () => {
  it('tells well above the usual from the usual, and both from what is not known', () => {
    const gap = { ...bar(5, null), isGap: true };
    expect(statesOf([bar(1, 99), bar(2, 100), bar(3, 5_000, null), bar(4, null), gap])).toEqual([
      'usual',
      'more',
      'usual',
      'few',
      'gap',
    ]);
  });

  it('stands under the reader’s own bars, whatever the half hours it was asked for', () => {
    const columns = crowdStrip([bar(2, 10), bar(1, 20), bar(9, 30)], [1, 2, 3]);
    expect(columns.map(({ startMs, problem }) => [startMs, problem])).toEqual([
      [1, 20],
      [2, 10],
      [3, null],
    ]);
    expect(columns[2]?.state).toBe('gap');
  });

  it('lets a calm day look calm, and a handful of devices small', () => {
    expect(heightOf([bar(1, 60, 60)])).toBeCloseTo(0.3);
    expect(heightOf([bar(1, 5, null)])).toBeCloseTo(0.5);
  });

  it('shows twenty times the usual next to a thousand times', () => {
    const day = [bar(1, 50_000), bar(2, 1_000), bar(3, 50)];
    expect(heightOf(day, 0)).toBe(1);
    expect(heightOf(day, 1)).toBeGreaterThan(0.1);
    expect(heightOf(day, 2)).toBe(0.05);
  });

  it('knows the peak, unless no number is shown', () => {
    expect(peakOf(crowdStrip([bar(1, 7), bar(2, 40), bar(3, null)], [1, 2, 3]))).toBe(40);
    expect(peakOf(crowdStrip([bar(1, null)], [1]))).toBeUndefined();
  });
});
