import { isFound, MAIN_RATE, type Run, thresholdFor } from './count-measures.ts';
import type { Random } from './random.ts';

/** Two methods on the same runs, each with as many false alarms as the other. */
export interface Paired {
  /** Outbreaks that one finds and the other does not, of so many. */
  onlyOurs: number;
  onlyTheirs: number;
  runs: number;
  /** How much more we find, as a part of all, with the bootstrap's 95 % interval. */
  difference: number;
  low: number;
  high: number;
  /** McNemar's exact test: how likely the two parts are as unequal by chance. */
  p: number;
}

const DRAWS = 2000;

/**
 * Runs are drawn anew within their scenario, and thresholds set anew: what is not known of them is part of the interval.
 * McNemar's test takes them as given.
 */
export function comparePaired(ours: readonly Run[], theirs: readonly Run[], random: Random): Paired {
  const runs = ours.length;
  const [our, their] = [prepare(ours), prepare(theirs)];
  const weights = Array<number>(runs).fill(1);
  const difference = (partFound(our, weights) - partFound(their, weights)) / runs;
  const strata = [...Map.groupBy(ours.keys(), (index) => ours[index]?.series.scenario).values()];
  const drawn = Array.from({ length: DRAWS }, () => {
    weights.fill(0);
    for (const stratum of strata)
      for (const _ of stratum) {
        const index = stratum[Math.floor(random.uniform() * stratum.length)] ?? 0;
        weights[index] = (weights[index] ?? 0) + 1;
      }
    return (partFound(our, weights) - partFound(their, weights)) / runs;
  }).sort((a, b) => a - b);
  const [ourThreshold, theirThreshold] = [thresholdFor(ours, MAIN_RATE), thresholdFor(theirs, MAIN_RATE)];
  const found = ours.map((run, index) => {
    const other = theirs[index];
    return [isFound(run, ourThreshold), other !== undefined && isFound(other, theirThreshold)] as const;
  });
  const onlyOurs = found.filter(([our, their]) => our && !their).length;
  const onlyTheirs = found.filter(([our, their]) => their && !our).length;
  return {
    onlyOurs,
    onlyTheirs,
    runs,
    difference,
    low: drawn[Math.floor(0.025 * DRAWS)] ?? Number.NaN,
    high: drawn[Math.ceil(0.975 * DRAWS) - 1] ?? Number.NaN,
    p: mcNemar(onlyOurs, onlyTheirs),
  };
}

interface Prepared {
  /** Worst first, with the run they are of. */
  calm: { score: number; run: number }[];
  weeks: number[];
  /** The highest of the outbreak. */
  worst: number[];
}

function prepare(runs: readonly Run[]): Prepared {
  const judged = runs.map(({ calm }) => calm.filter((score) => !Number.isNaN(score)));
  return {
    calm: judged
      .flatMap((scores, run) => scores.map((score) => ({ score, run })))
      .sort((a, b) => b.score - a.score),
    weeks: judged.map((scores) => scores.length),
    worst: runs.map(({ outbreak }) => Math.max(...outbreak.filter((score) => !Number.isNaN(score)))),
  };
}

/** How many are found, each run counted as often as it was drawn. */
function partFound({ calm, weeks, worst }: Prepared, weights: readonly number[]): number {
  const sum = (values: readonly number[]) =>
    values.reduce((total, value, run) => total + value * (weights[run] ?? 0), 0);
  let left = MAIN_RATE * sum(weeks);
  const at = calm.find(({ run }) => {
    left -= weights[run] ?? 0;
    return left < 0;
  });
  const threshold = at?.score ?? Infinity;
  return sum(worst.map((score) => Number(score > threshold)));
}

/** Both tails of the binomial with a half. */
export function mcNemar(onlyOurs: number, onlyTheirs: number): number {
  const n = onlyOurs + onlyTheirs;
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyOurs, onlyTheirs); k += 1) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}
