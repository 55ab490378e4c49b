import { expect, it } from 'vitest';
import { crowdHours } from '../../../lib/strip/crowd-hours.ts';
import { BAR_MS, stripStartOf } from '../../../lib/strip/day-strip.ts';
import { PUBLISHED_MS as NOW_MS, published } from '../../support/published.ts';

const QUARTER_MS = 900_000;
const FIRST_MS = stripStartOf(NOW_MS);

const point = (startMs: number, problem: number | null, expected: number | null = 4) => ({
  startMs,
  problem,
  expected,
  isGap: problem === null,
});

it('has the same bars as the reader’s own strip, all gaps while nothing is known', () => {
  const bars = crowdHours(undefined, NOW_MS);
  expect(bars).toHaveLength(48);
  expect(bars[0]).toEqual({ startMs: FIRST_MS, problem: null, expected: null, isGap: true });
  expect(bars.at(-1)?.startMs).toBe(FIRST_MS + 47 * BAR_MS);
});

it('shows the worse quarter of each half hour, and a gap only where both are', () => {
  const quarters = [
    [10, 30],
    [null, 5],
    [null, null],
    [0, null],
  ];
  const points = quarters.flatMap(([first = null, second = null], index) => [
    point(FIRST_MS + index * BAR_MS, first),
    point(FIRST_MS + index * BAR_MS + QUARTER_MS, second, 6),
  ]);
  const bars = crowdHours(published({ points }), NOW_MS).slice(0, 5);
  expect(bars.map(({ problem, isGap }) => [problem, isGap])).toEqual([
    [30, false],
    [5, false],
    [null, true],
    [0, false],
    [null, true],
  ]);
  expect(bars[0]?.expected).toBe(6);
});

it('leaves out what is older than its first bar', () => {
  const points = [point(FIRST_MS - QUARTER_MS, 99), point(FIRST_MS, 1)];
  expect(crowdHours(published({ points }), NOW_MS)[0]?.problem).toBe(1);
});

it('stands by this device’s clock', () => {
  const points = [point(FIRST_MS, 7)];
  const bars = crowdHours(published({ points, clockAheadMs: -2 * BAR_MS }), NOW_MS);
  expect(bars.findIndex(({ problem }) => problem === 7)).toBe(2);
});
