import type { BenchOptions, BenchResult } from '../../../tests/bench/part.ts';
import type { Table } from '../../../tests/bench/table.ts';
import type { Figure } from '../measure-load.ts';
import { type Accuracy, type Day, liveDays } from './day.ts';
import { type Ingest, ingestOnPostgres, ingestOnSqlite } from './ingest.ts';
import { readsOf } from './reads.ts';
import { bytesAfterAYear } from './storage.ts';
import { measureUnitCosts, type UnitCosts } from './unit-costs.ts';

const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
/** Tokens of a set: one for each slot of a day, and one to renew it with. */
const TOKENS_A_DAY = 97;
const DAY_SECONDS = 86_400;

interface Measured {
  day: Day;
  /** The collector at the rates of that day, in calm and in the outage's busiest minute. */
  calm: Figure;
  peak: Figure;
}

/** What it costs to serve so many installations: a day of each population, and a real collector at the rates of it. */
export async function measureScale({ isQuick, tell }: BenchOptions): Promise<BenchResult> {
  const [days, seconds] = isQuick ? [1, 2] : [5, 6];
  const costs = await measureUnitCosts();
  const sqlite = await ingestOnSqlite();
  const measured: Measured[] = [];
  let readMicros = 0;
  const most = { SQLite: await emptyIngest(), PostgreSQL: await emptyIngest() };
  try {
    for (const installations of SIZES) {
      tell(
        `${installations.toLocaleString('en')} installations: ${days} days, then reports at their rates …`,
      );
      const day = liveDays(installations, days);
      const calm = await sqlite.at(Math.max(day.calmPerSecond, 0.1), seconds);
      measured.push({ day, calm, peak: await sqlite.at(day.peakPerSecond, seconds) });
    }
    readMicros = await sqlite.readMicros(seconds);
    tell('how much a collector holds on SQLite …');
    most.SQLite = await sqlite.most(seconds / 2);
  } finally {
    await sqlite.end();
  }
  tell('and on PostgreSQL …');
  const postgres = await ingestOnPostgres();
  try {
    most.PostgreSQL = await postgres.most(seconds / 2);
  } finally {
    await postgres.end();
  }
  return {
    tables: [
      loadTable(measured),
      accuracyTable(measured),
      costTable(measured, costs, readMicros),
      takeoverTable(most),
    ],
    figures: { measured, costs, readMicros, most },
  };
}

const emptyIngest = async (): ReturnType<Ingest['most']> => ({ perSecond: 0, figure: undefined });

const nameOf = ({ installations }: Day) => `${installations.toLocaleString('en')} installations`;
const percent = (part: number | undefined, digits = 1) =>
  part === undefined ? '–' : `${(100 * part).toFixed(digits)} %`;
/** Two digits that count. */
const round = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(2)).toString();

const loadTable = (measured: readonly Measured[]): Table => ({
  title: 'Reports that arrive, and what they take',
  columns: [
    'in use at most',
    'calm, reports/s',
    'outage, reports/s',
    'busiest minute',
    'CPU of a core, calm',
    'CPU in the busiest minute',
    'p99 then, ms',
  ],
  rows: measured.map(({ day, calm, peak }) => [
    nameOf(day),
    round(day.mostInUse),
    round(day.calmPerSecond),
    round(day.outagePerSecond),
    round(day.peakPerSecond),
    percent(calm.cpuPart),
    percent(((peak.cpuMicros ?? Number.NaN) * day.peakPerSecond) / 1e6),
    round(peak.p99Ms),
  ]),
  notes: [
    'Rates are those of simulated days, CPU and p99 of a real collector on SQLite that gets reports over HTTP at these rates. Without signature checks, which are in the table of costs.',
  ],
});

const coverage = ({ covered, published }: Accuracy) =>
  published === 0 ? '–' : `${percent(covered / published, 0)} of ${published}`;

const accuracyTable = (measured: readonly Measured[]): Table => ({
  title: 'The published share against the truth',
  columns: [
    'calm: off by',
    'interval ±',
    'holds the truth',
    'outage: off by',
    'interval ±',
    'holds the truth',
    'found after, min',
    'false alarms, min a day',
  ],
  rows: measured.map(({ day }) => [
    nameOf(day),
    percent(day.calm.error, 2),
    percent(day.calm.width / 2, 2),
    coverage(day.calm),
    percent(day.outage.error, 2),
    percent(day.outage.width / 2, 2),
    coverage(day.outage),
    day.detectedInMinutes === undefined ? 'not on all days' : round(day.detectedInMinutes),
    round(day.falseMinutes),
  ]),
  notes: ['Truth: 0.2 % of the devices in use have trouble in calm, 40 % in an outage of two hours.'],
});

function costTable(measured: readonly Measured[], costs: UnitCosts, readMicros: number): Table {
  return {
    title: 'Cost',
    columns: [
      'reports a day and installation',
      'store after a year, MB',
      'status reads/s, calm',
      'of these at the origin',
      'reads/s in an outage',
      'at the origin',
      'their CPU of a core',
      'checking signatures, cores at the peak',
      'issuing tokens, cores',
    ],
    rows: measured.map(({ day }) => {
      const [calm, trouble] = [readsOf(day.mostInUse, 'calm'), readsOf(day.mostInUse, 'trouble')];
      return [
        nameOf(day),
        round(day.reports / day.installations),
        round(bytesAfterAYear(day, costs) / 1e6),
        round(calm.perSecond),
        round(calm.originPerSecond),
        round(trouble.perSecond),
        round(trouble.originPerSecond),
        percent((trouble.originPerSecond * readMicros) / 1e6, 2),
        round((day.peakPerSecond * costs.checkMicros) / 1e6),
        round((day.installations * TOKENS_A_DAY * costs.signMicros) / 1e6 / DAY_SECONDS),
      ];
    }),
    notes: [
      `Computed from measured unit costs: a status read ${round(readMicros)} us, a signature check ${round(costs.checkMicros)} us, a token ${round(costs.signMicros)} us of a core; a row of counts ${round(costs.countBytes)} bytes, of hours ${round(costs.hourBytes)}, a nullifier ${round(costs.seenBytes)}.`,
      'Reads: every device in use asks, every 5 minutes, in an outage every 2; a CDN with 200 places keeps an answer for 15 s. Tokens: 97 a day for every installation, whether it is used or not.',
    ],
  };
}

const takeoverTable = (most: Record<string, Awaited<ReturnType<Ingest['most']>>>): Table => ({
  title: 'One collector, reports at random',
  columns: ['reports/s held', 'p50 ms', 'p99 ms', 'CPU of a core'],
  rows: Object.entries(most).map(([store, { perSecond, figure }]) => [
    store,
    round(perSecond),
    figure ? round(figure.p50Ms) : '–',
    figure ? round(figure.p99Ms) : '–',
    percent(figure?.cpuPart, 0),
  ]),
  notes: ['Held: 99 of 100 acknowledged within a second, none refused. The load shares the machine.'],
});
