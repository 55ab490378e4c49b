import type { CrowdBar, CrowdFigures } from '../../lib/crowd/client/crowd-view.ts';
import { BAR_MS, BARS, stripStartOf } from '../../lib/strip/day-strip.ts';
import { MINUTE_MS, NOW_MS } from './now.ts';

/** What others saw: the outage of the early morning, hours when too few report, one without a count, and the last half hour. */
export const hoursWith = (newest: number): CrowdBar[] =>
  Array.from({ length: BARS }, (_, index) => {
    const expected = Math.round(50 + 30 * Math.sin((index / BARS) * 2 * Math.PI));
    const problem = { 20: 1_900, 21: 14_300, 22: 9_650, 23: 2_040, 24: 310, [BARS - 1]: newest }[index];
    const isGap = index === 9;
    const isFew = isGap || (index > 3 && index < 7);
    return {
      startMs: stripStartOf(NOW_MS) + index * BAR_MS,
      problem: isFew ? null : (problem ?? Math.round(expected * (0.7 + ((index * 7) % 5) / 8))),
      expected,
      isGap,
    };
  });

export const OTHERS_CALM: CrowdFigures = {
  crowd: 'calm',
  sinceMs: Date.UTC(2023, 11, 21, 6, 55),
  updatedAtMs: NOW_MS - 20_000,
  problem: 45,
  expected: 60,
  share: { share: 0.004, low: 0.001, high: 0.011 },
  symptoms: [{ symptom: 'timeline-error', n: 25 }],
  place: null,
  hours: hoursWith(25),
};
export const OTHERS_DOWN: CrowdFigures = {
  ...OTHERS_CALM,
  crowd: 'outage',
  sinceMs: NOW_MS - 16 * MINUTE_MS,
  problem: 1_240,
  share: { share: 0.365, low: 0.342, high: 0.388 },
  symptoms: [
    { symptom: 'empty-feed', n: 820 },
    { symptom: 'empty-list', n: 310 },
    { symptom: 'blank-page', n: 75 },
  ],
  hours: hoursWith(1_240),
};
export const OTHERS_MORE: CrowdFigures = {
  ...OTHERS_DOWN,
  crowd: 'elevated',
  sinceMs: NOW_MS - 4 * MINUTE_MS,
  problem: 185,
  share: { share: 0.04, low: 0.021, high: 0.073 },
  symptoms: [{ symptom: 'posting-failed', n: 130 }],
  hours: hoursWith(185),
};
export const BANGLADESH = {
  code: 'BD',
  status: 'outage',
  problem: 310,
  ok: 420,
  share: 0.42,
  expected: 10,
} as const;
export const CALM_REGION = {
  ...BANGLADESH,
  code: '034',
  status: 'calm',
  problem: 15,
  expected: null,
} as const;
