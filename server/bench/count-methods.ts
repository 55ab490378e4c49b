import { detectSeries } from './detect-series.ts';

/** A way to tell what is too much: a score for each count of a series, from what came before it. Higher is worse. */
export interface CountMethod {
  name: string;
  scores: (counts: readonly number[]) => number[];
  /** The score above which it raises an alarm as it is meant to be used. */
  usual: number;
}

const WEEKS_A_YEAR = 52;
const ALPHA = 0.01;

export const OUR_METHODS: CountMethod[] = [
  {
    name: 'Feed Canary',
    scores: (counts) =>
      detectSeries(counts, { period: WEEKS_A_YEAR, alpha: ALPHA }).map(({ tail }) => -Math.log(tail)),
    usual: -Math.log(ALPHA),
  },
  {
    name: 'multiple of the mean',
    scores: (counts) => overPastYear(counts, (count, { mean }) => count / Math.max(mean, 0.1)),
    usual: 3,
  },
  {
    name: 'mean + 3 sd',
    scores: (counts) =>
      overPastYear(counts, (count, { mean, deviation }) => (count - mean) / Math.max(deviation, 1)),
    usual: 3,
  },
];

/** The names of what surveillance.R scores, and where each raises an alarm with the package's or the papers' settings. */
export const REFERENCE_METHODS: { name: string; column: string; usual: number }[] = [
  { name: 'farringtonFlexible, improved, nbPlugin', column: 'improvedPlugIn', usual: -Math.log(ALPHA) },
  { name: 'farringtonFlexible, improved, delta', column: 'improvedDelta', usual: -Math.log(ALPHA) },
  { name: 'farringtonFlexible, original, delta', column: 'originalDelta', usual: -Math.log(ALPHA) },
  { name: 'EARS C1', column: 'c1', usual: 2.326 },
  { name: 'EARS C2', column: 'c2', usual: 2.326 },
  { name: 'EARS C3', column: 'c3', usual: 2.326 },
  { name: 'CUSUM (defaults)', column: 'cusum', usual: 2.26 },
  { name: 'CUSUM (seasonal mean, rossi)', column: 'cusumSeasonal', usual: 2.26 },
];

function overPastYear(
  counts: readonly number[],
  score: (count: number, past: { mean: number; deviation: number }) => number,
): number[] {
  return counts.map((count, week) => {
    const past = counts.slice(Math.max(0, week - WEEKS_A_YEAR), week);
    const mean = past.reduce((sum, value) => sum + value, 0) / Math.max(past.length, 1);
    const squares = past.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return score(count, { mean, deviation: Math.sqrt(squares / Math.max(past.length - 1, 1)) });
  });
}
