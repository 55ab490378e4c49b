import type { SimulatedSeries } from './noufaily.ts';

/** One method's scores of one run; NaN is no answer. */
export interface Run {
  series: SimulatedSeries;
  /** Of the calm test weeks that are judged. */
  calm: readonly number[];
  outbreak: readonly number[];
}

export interface Rate {
  count: number;
  of: number;
}

export interface Measured {
  runs: number;
  /** Calm weeks with an alarm, with the threshold the method is used with. */
  nominal: Rate;
  /** Outbreaks found when so many calm weeks have an alarm. */
  found: { rate: number; measured: Rate; found: Rate }[];
  bySize: Rate[];
  /** Weeks from the start to the first alarm, of what is found; and the part of the outbreak that has gone by, 1 for a miss. */
  delayWeeks: number;
  timeliness: number;
}

/** The part of calm weeks with an alarm at which methods are compared. */
export const EQUAL_RATES = [0.005, 0.01, 0.02];
export const MAIN_RATE = 0.01;
export const SIZES: [name: string, from: number, to: number][] = [
  ['k 1-3', 1, 3],
  ['k 4-6', 4, 6],
  ['k 7-10', 7, 10],
];

/**
 * @param usual the threshold the method is used with
 * @param all the runs that are judged with it, if they are more than those compared
 */
export function measure(runs: readonly Run[], usual: number, all: readonly Run[] = runs): Measured {
  const main = thresholdFor(runs, MAIN_RATE);
  const delays = runs.map((run) => run.outbreak.findIndex((score) => score > main));
  const timely = runs.map((run, index) => {
    const delay = delays[index] ?? -1;
    return delay < 0 ? 1 : delay / run.outbreak.length;
  });
  return {
    runs: runs.length,
    nominal: rateAbove(calmOf(all), usual),
    found: EQUAL_RATES.map((rate) => {
      const threshold = thresholdFor(runs, rate);
      return { rate, measured: rateAbove(calmOf(runs), threshold), found: foundAbove(runs, threshold) };
    }),
    bySize: SIZES.map(([, from, to]) =>
      foundAbove(
        runs.filter(({ series }) => series.k >= from && series.k <= to),
        main,
      ),
    ),
    delayWeeks: mean(delays.filter((delay) => delay >= 0)),
    timeliness: mean(timely),
  };
}

const calmOf = (runs: readonly Run[]): number[] => runs.flatMap(({ calm }) => calm);

/** The lowest score that at most so many of the calm weeks are above. */
export function thresholdFor(runs: readonly Run[], rate: number): number {
  const sorted = calmOf(runs)
    .filter((score) => !Number.isNaN(score))
    .sort((a, b) => b - a);
  return sorted[Math.floor(rate * sorted.length)] ?? Infinity;
}

export function rateAbove(scores: readonly number[], threshold: number): Rate {
  const judged = scores.filter((score) => !Number.isNaN(score));
  return { count: judged.filter((score) => score > threshold).length, of: judged.length };
}

export const isFound = ({ outbreak }: Run, threshold: number): boolean =>
  outbreak.some((score) => score > threshold);

const foundAbove = (runs: readonly Run[], threshold: number): Rate => ({
  count: runs.filter((run) => isFound(run, threshold)).length,
  of: runs.length,
});

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
