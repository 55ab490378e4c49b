import type { BenchResult } from '../../tests/bench/part.ts';
import type { Table } from '../../tests/bench/table.ts';
import { wilson, Z_95 } from '../src/detect/wilson.ts';
import { OUR_METHODS, REFERENCE_METHODS } from './count-methods.ts';
import {
  type Generator,
  readScenarios,
  type SimulatedSeries,
  simulate,
  TEST_START,
  WEEKS,
} from './noufaily.ts';
import { CALM_STEP, runSurveillance } from './surveillance.ts';

export interface CountBenchmarkOptions {
  /** Series of each scenario. */
  replicates: number;
  /** How many of them R judges too: it takes a second for each. */
  referenceReplicates: number;
  tell: (line: string) => void;
}

/** The part of calm weeks with an alarm at which methods are compared. */
const EQUAL_RATES = [0.005, 0.01, 0.02];
const MAIN_RATE = 0.01;
const TEST_WEEKS = WEEKS - TEST_START + 1;
const SIZES: [name: string, from: number, to: number][] = [
  ['k 1-3', 1, 3],
  ['k 4-6', 4, 6],
  ['k 7-10', 7, 10],
];

/** One method's scores of one run. */
interface Run {
  series: SimulatedSeries;
  /** Of all calm test weeks, or of those that R has judged. */
  calm: number[];
  outbreak: number[];
}

/** Noufaily's simulation: how often methods cry wolf, and how many outbreaks they find when they do so equally often. */
export async function runCountBenchmark(options: CountBenchmarkOptions): Promise<BenchResult> {
  const generators: Generator[] = ['stated', 'as-coded'];
  const results = await Promise.all(generators.map((generator) => runGenerator(generator, options)));
  return {
    tables: results.flatMap(({ tables }) => tables),
    figures: Object.fromEntries(generators.map((generator, index) => [generator, results[index]?.figures])),
  };
}

async function runGenerator(generator: Generator, options: CountBenchmarkOptions) {
  const { replicates, referenceReplicates, tell } = options;
  const scenarios = readScenarios();
  const simulated = (hasPastOutbreaks: boolean, count: number) =>
    scenarios.flatMap((scenario) =>
      Array.from({ length: count }, (_, replicate) =>
        simulate(scenario, { generator, replicate, hasPastOutbreaks }),
      ),
    );
  const series = simulated(true, replicates);
  const compared = series.filter((_, index) => index % replicates < referenceReplicates);
  tell(`${generator}: ${compared.length} series for R, ${series.length} for us`);
  const reference = await runSurveillance(compared);
  if (!reference)
    tell('R or its package surveillance is not installed (scripts/install-r.sh): compared without');

  const runs = new Map<string, Run[]>();
  for (const { name, scores } of OUR_METHODS)
    runs.set(
      name,
      series.map((one) => runOf(one, scores)),
    );
  for (const { name, column } of REFERENCE_METHODS) {
    if (!reference) continue;
    const scored = compared.map((one, index) => ({
      series: one,
      calm: reference.scores[index]?.calm[column] ?? [],
      outbreak: reference.scores[index]?.outbreak[column] ?? [],
    }));
    runs.set(name, scored);
  }
  const [ours] = OUR_METHODS;
  const withoutPast = simulated(false, replicates).map(
    (one) => ours?.scores(one.calm).slice(TEST_START - 1) ?? [],
  );
  const clean = rateAbove(withoutPast.flat(), ours?.usual ?? 0);

  const tables: Table[] = [];
  const figures: Record<string, unknown> = { surveillance: reference?.version, cleanRate: clean };
  for (const isPublished of [true, false]) {
    const wanted = new Set(scenarios.filter((one) => !isPublished || one.isPublished).map(({ n }) => n));
    const rows = [...runs].map(([name, all]) => {
      const own = all.filter((run) => wanted.has(run.series.scenario));
      return { name, usual: usualOf(name), own, paired: own.filter((run) => isCompared(run, compared)) };
    });
    const title = `Noufaily 2013, ${wanted.size} scenarios, generator ${generator}`;
    const measured = rows.map(({ name, usual, own, paired }) => ({ name, ...measure(own, paired, usual) }));
    tables.push(tableOf(title, measured));
    figures[`${wanted.size}`] = measured;
  }
  tables.push({
    title: `Calm series without past outbreaks, ${generator}: Feed Canary at the nominal 1 %`,
    columns: ['false positives'],
    rows: [['42 scenarios', percent(clean)]],
  });
  return { tables, figures };
}

const runOf = (series: SimulatedSeries, scores: (counts: readonly number[]) => number[]): Run => ({
  series,
  calm: scores(series.calm).slice(TEST_START - 1),
  outbreak: scores(series.outbreak).slice(series.start - 1, series.end),
});

const isCompared = ({ series }: Run, compared: readonly SimulatedSeries[]) => compared.includes(series);

const usualOf = (name: string): number =>
  [...OUR_METHODS, ...REFERENCE_METHODS].find((method) => method.name === name)?.usual ?? 0;

interface Rate {
  count: number;
  of: number;
}

interface Measured {
  runs: number;
  nominal: Rate;
  /** Outbreaks found when so many calm weeks have an alarm, on the runs that every method has judged. */
  found: { rate: number; measured: Rate; found: Rate }[];
  bySize: Rate[];
  /** Weeks from the start to the first alarm, of what is found; and the part of the outbreak that has gone by, 1 for a miss. */
  delayWeeks: number;
  timeliness: number;
}

function measure(own: Run[], paired: Run[], usual: number): Measured {
  const calm = own.flatMap((run) => run.calm);
  const pairedCalm = paired.flatMap(comparedWeeks);
  const main = thresholdFor(pairedCalm, MAIN_RATE);
  const delays = paired.map((run) => run.outbreak.findIndex((score) => score > main));
  const foundDelays = delays.filter((delay) => delay >= 0);
  const timely = paired.map((run, index) => {
    const delay = delays[index] ?? -1;
    return delay < 0 ? 1 : delay / run.outbreak.length;
  });
  return {
    runs: paired.length,
    nominal: rateAbove(calm, usual),
    found: EQUAL_RATES.map((rate) => {
      const threshold = thresholdFor(pairedCalm, rate);
      return { rate, measured: rateAbove(pairedCalm, threshold), found: foundAbove(paired, threshold) };
    }),
    bySize: SIZES.map(([, from, to]) =>
      foundAbove(
        paired.filter(({ series }) => series.k >= from && series.k <= to),
        main,
      ),
    ),
    delayWeeks: mean(foundDelays),
    timeliness: mean(timely),
  };
}

/** The calm weeks that every method has judged. */
const comparedWeeks = ({ calm }: Run): number[] =>
  calm.length === TEST_WEEKS ? calm.filter((_, index) => index % CALM_STEP === 0) : calm;

/** The lowest score that at most so many of the calm weeks are above. */
function thresholdFor(calm: readonly number[], rate: number): number {
  const sorted = calm.filter((score) => !Number.isNaN(score)).sort((a, b) => b - a);
  return sorted[Math.floor(rate * sorted.length)] ?? Infinity;
}

function rateAbove(scores: readonly number[], threshold: number): Rate {
  const judged = scores.filter((score) => !Number.isNaN(score));
  return { count: judged.filter((score) => score > threshold).length, of: judged.length };
}

const foundAbove = (runs: readonly Run[], threshold: number): Rate => ({
  count: runs.filter(({ outbreak }) => outbreak.some((score) => score > threshold)).length,
  of: runs.length,
});

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

function percent({ count, of }: Rate): string {
  const { low, high } = wilson(count, of, Z_95);
  const figure = (share: number) => (100 * share).toFixed(2);
  return `${figure(count / of)} (${figure(low)}-${figure(high)})`;
}

const tableOf = (title: string, measured: ({ name: string } & Measured)[]): Table => ({
  title,
  columns: [
    'runs',
    'FPR % at nominal',
    ...EQUAL_RATES.map((rate) => `POD % at FPR ${100 * rate} %`),
    ...SIZES.map(([name]) => name),
    'delay, weeks',
    'timeliness',
  ],
  rows: measured.map(({ name, runs, nominal, found, bySize, delayWeeks, timeliness }) => [
    name,
    `${runs}`,
    percent(nominal),
    ...found.map((one) => percent(one.found)),
    ...bySize.map(({ count, of }) => ((100 * count) / of).toFixed(1)),
    delayWeeks.toFixed(2),
    timeliness.toFixed(3),
  ]),
  notes: [
    'FPR: alarms among calm test weeks, with the threshold each method is used with (1 % where it has a level), on all runs.',
    'POD: outbreaks with an alarm between first and last case, thresholds set so that every method has the same FPR on the same runs.',
    'k, delay and timeliness at FPR 1 %. In brackets Wilson 95 %, weeks taken as independent.',
  ],
});
