import type { BenchResult } from '../../tests/bench/part.ts';
import type { Table } from '../../tests/bench/table.ts';
import { wilson, Z_95 } from '../src/detect/wilson.ts';
import {
  EQUAL_RATES,
  MAIN_RATE,
  type Measured,
  measure,
  type Rate,
  type Run,
  rateAbove,
  SIZES,
} from './count-measures.ts';
import { OUR_METHODS, REFERENCE_METHODS } from './count-methods.ts';
import { type Generator, readScenarios, type SimulatedSeries, simulate, TEST_START } from './noufaily.ts';
import { comparePaired, type Paired } from './paired.ts';
import { createRandom } from './random.ts';
import { type Answers, type Batch, CALM_STEP, judgedByR } from './surveillance.ts';

export interface CountBenchmarkOptions {
  /** Series of each scenario. */
  replicates: number;
  /** How many of them R judges too, of the 28 scenarios; a tenth as many of the others. */
  referenceReplicates: number;
  /** Where R's answers are kept. */
  folder: string;
  tell: (line: string) => void;
}

const OTHERS_PART = 0.1;
const GENERATORS: Generator[] = ['stated', 'as-coded'];
const [OURS] = OUR_METHODS;

/** Noufaily's simulation: how often methods cry wolf, and how many outbreaks they find when they do so equally often. */
export async function runCountBenchmark(options: CountBenchmarkOptions): Promise<BenchResult> {
  const { referenceReplicates, folder, tell } = options;
  const others = Math.ceil(OTHERS_PART * referenceReplicates);
  const answers = await judgedByR([...batchesOf(true, referenceReplicates), ...batchesOf(false, others)], {
    folder,
    tell,
  });
  const results = GENERATORS.map((generator) => runGenerator(generator, answers, options));
  return {
    tables: results.flatMap(({ tables }) => tables),
    figures: Object.fromEntries(results.map(({ generator, figures }) => [generator, figures])),
  };
}

const scenariosOf = (isPublished: boolean) =>
  readScenarios().filter((one) => one.isPublished === isPublished);

/** One for each replicate: as many of each scenario are judged, however many are when R is stopped. */
function batchesOf(isPublished: boolean, replicates: number): Batch[] {
  const scenarios = scenariosOf(isPublished);
  return Array.from({ length: replicates }, (_, replicate) =>
    GENERATORS.map((generator) => ({
      name: batchName(generator, isPublished, replicate),
      series: scenarios.map((one) => simulate(one, { generator, replicate, hasPastOutbreaks: true })),
    })),
  ).flat();
}

const batchName = (generator: Generator, isPublished: boolean, replicate: number): string =>
  `${generator}-${scenariosOf(isPublished).length}-${`${replicate}`.padStart(3, '0')}`;

/** A replicate of some scenarios: what we make of its series, and what R does. */
interface Replicate {
  /** By method. */
  ours: Run[][];
  /** By method; undefined when R was not asked. */
  theirs: Run[][] | undefined;
}

function replicatesOf(
  generator: Generator,
  isPublished: boolean,
  replicates: number,
  answers: ReadonlyMap<string, Answers>,
): Replicate[] {
  const scenarios = scenariosOf(isPublished);
  return Array.from({ length: replicates }, (_, replicate) => {
    const series = scenarios.map((one) => simulate(one, { generator, replicate, hasPastOutbreaks: true }));
    const scores = answers.get(batchName(generator, isPublished, replicate))?.scores;
    return {
      ours: OUR_METHODS.map(({ scores: of }) => series.map((one) => runOf(one, of))),
      theirs:
        scores &&
        REFERENCE_METHODS.map(({ column }) =>
          series.map((one, index) => {
            const { calm = {}, outbreak = {} } = scores[index] ?? {};
            return { series: one, calm: calm[column] ?? [], outbreak: outbreak[column] ?? [] };
          }),
        ),
    };
  });
}

function runGenerator(
  generator: Generator,
  answers: ReadonlyMap<string, Answers>,
  { replicates, tell }: CountBenchmarkOptions,
) {
  const [published, others] = [true, false].map((isPublished) =>
    replicatesOf(generator, isPublished, replicates, answers),
  );
  const tables: Table[] = [];
  const figures: Record<string, unknown> = { surveillance: [...answers.values()][0]?.version };
  for (const groups of [[published], [published, others]]) {
    const all = Array.from({ length: replicates }, (_, index) =>
      groups.map((group) => group?.[index]).filter((one) => one !== undefined),
    );
    const judged = all.filter((parts) => parts.every(({ theirs }) => theirs !== undefined));
    const compared = judged.length > 0 ? judged : all;
    const runsOf = (some: Replicate[][], of: (part: Replicate) => Run[] | undefined) =>
      some.flatMap((parts) => parts.flatMap((part) => of(part) ?? []));
    const rows = [
      ...OUR_METHODS.map(({ name, usual }, index) => {
        const own = (some: Replicate[][]) => runsOf(some, ({ ours }) => ours[index]);
        const runs = own(compared).map(({ calm, ...run }) => ({ ...run, calm: everyStep(calm) }));
        return { name, usual, runs, all: own(all) };
      }),
      ...(judged.length === 0 ? [] : REFERENCE_METHODS).map(({ name, usual }, index) => {
        const runs = runsOf(judged, ({ theirs }) => theirs?.[index]);
        return { name, usual, runs, all: runs };
      }),
    ];
    const scenarios = groups.length === 1 ? scenariosOf(true).length : readScenarios().length;
    tell(`${generator}, ${scenarios} scenarios: ${compared.length} of ${replicates} replicates compared`);
    const measured = rows.map((row) => ({ name: row.name, ...measure(row.runs, row.usual, row.all) }));
    const [first, ...rest] = rows;
    const random = createRandom(1);
    const paired = rest.map(({ name, runs }) => ({
      name,
      ...comparePaired(first?.runs ?? [], runs, random),
    }));
    const title = `Noufaily 2013, ${scenarios} scenarios, generator ${generator}`;
    tables.push(tableOf(title, measured), pairedTableOf(title, paired));
    figures[`${scenarios}`] = { measured, paired };
  }
  const clean = cleanRate(generator, replicates);
  tables.push({
    title: `Calm series without past outbreaks, ${generator}: ${OURS?.name} at the nominal 1 %`,
    columns: ['false positives'],
    rows: [['42 scenarios', percent(clean)]],
  });
  return { generator, tables, figures: { ...figures, cleanRate: clean } };
}

const runOf = (series: SimulatedSeries, scores: (counts: readonly number[]) => number[]): Run => ({
  series,
  calm: scores(series.calm).slice(TEST_START - 1),
  outbreak: scores(series.outbreak).slice(series.start - 1, series.end),
});

/** The weeks that R judges. */
const everyStep = (calm: readonly number[]) => calm.filter((_, index) => index % CALM_STEP === 0);

function cleanRate(generator: Generator, replicates: number): Rate {
  const scores = readScenarios().flatMap((scenario) =>
    Array.from({ length: replicates }, (_, replicate) => {
      const { calm } = simulate(scenario, { generator, replicate, hasPastOutbreaks: false });
      return OURS?.scores(calm).slice(TEST_START - 1) ?? [];
    }).flat(),
  );
  return rateAbove(scores, OURS?.usual ?? 0);
}

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

const pairedTableOf = (title: string, paired: ({ name: string } & Paired)[]): Table => ({
  title: `${title}: ${OURS?.name} against each on the same runs, at FPR ${100 * MAIN_RATE} %`,
  columns: ['runs', 'more found, points', 'found by us alone', 'by them alone', 'McNemar p'],
  rows: paired.map(({ name, runs, difference, low, high, onlyOurs, onlyTheirs, p }) => [
    name,
    `${runs}`,
    `${(100 * difference).toFixed(2)} (${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)})`,
    `${onlyOurs}`,
    `${onlyTheirs}`,
    p < 1e-4 ? '< 0.0001' : p.toFixed(4),
  ]),
  notes: ['In brackets the bootstrap’s 95 %: runs drawn anew within scenarios, thresholds set anew.'],
});
