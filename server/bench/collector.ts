import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { SLOTS_PER_DAY } from '../../lib/crowd/day.ts';
import { NEW, SEASONED, TIERS } from '../../lib/crowd/tier.ts';
import type { BenchOptions, BenchResult } from '../../tests/bench/part.ts';
import { spreadOf } from '../../tests/bench/spread.ts';
import { spawnCollector } from '../tests/support/child.ts';
import { createPostgres } from '../tests/support/postgres.ts';
import { type Figure, load, type Served } from './measure-load.ts';
import { startSigning } from './signing.ts';

const NODE = [process.execPath, '--disable-warning=ExperimentalWarning'] as const;
const BARE = fileURLToPath(new URL('bare-fastify.ts', import.meta.url));
/** Before the code is compiled, figures are those of the compiler. */
const WARM_UP_SECONDS = 2;

/** What the collector does per second on this machine, beside a bare server: in turns, so that noise hits all alike. */
export async function measureCollector({ isQuick, tell }: BenchOptions): Promise<BenchResult> {
  const [rounds, seconds] = isQuick ? [1, 3] : [3, 8];
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-bench-'));
  const postgres = await createPostgres();
  const databaseUrl = await postgres.createDatabase();
  const bare = await startBare();
  const sqlite = await spawnCollector({ DATA_DIR: folder });
  const signing = await startSigning(rounds, isQuick ? 4_000 : 20_000, tell);
  const shared = await spawnCollector({ DATABASE_URL: databaseUrl });
  try {
    const reports = (served: Served) => () => load(served, 'reports', '/v1/reports', seconds, 200);
    const works: [name: string, work: () => Promise<Figure>][] = [
      ['reports, bare Fastify', reports(bare)],
      ['reports, SQLite', reports(sqlite)],
      ['reports, PostgreSQL', reports(shared)],
      ['reports, signed by seasoned', () => signing.load(SEASONED)],
      ['reports, signed by new', () => signing.load(NEW)],
      ['fresh sets', () => load(signing.issuer, 'sets', '/v1/tokens', seconds, 200)],
      ['status, 200', () => load(sqlite, 'reads', '/v1/status', seconds, 200)],
      ['status, 304', () => load(sqlite, 'reads', '/v1/status', seconds, 304, '*')],
    ];
    const measured = new Map<string, Figure[]>(works.map(([name]) => [name, []]));
    for (const served of [bare, sqlite, shared])
      await load(served, 'reports', '/v1/reports', WARM_UP_SECONDS, 200);
    for (const tier of TIERS) await signing.load(tier);
    for (let round = 1; round <= rounds; round += 1)
      for (const [name, work] of works) {
        tell(`${name}, round ${round} of ${rounds}`);
        measured.get(name)?.push(await work());
      }
    const sizes = {
      SQLite: sqliteSize(folder),
      PostgreSQL: await postgresSize(databaseUrl),
    };
    return describe(measured, sizes);
  } finally {
    bare.process.kill();
    await Promise.all([sqlite.end('SIGKILL'), shared.end('SIGKILL'), signing.end()]);
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe(measured: Map<string, Figure[]>, bytesPerMillion: Record<string, number>): BenchResult {
  const median = (figures: Figure[], of: (figure: Figure) => number | undefined) =>
    Math.round(spreadOf(figures.map((figure) => of(figure) ?? Number.NaN)).median * 10) / 10;
  const rows = [...measured].map(([name, figures]): [string, ...string[]] => [
    name,
    String(Math.round(median(figures, ({ perSecond }) => perSecond))),
    String(Math.round(spreadOf(figures.map(({ perSecond }) => perSecond)).max)),
    String(median(figures, ({ p50Ms }) => p50Ms)),
    String(median(figures, ({ p99Ms }) => p99Ms)),
    String(Math.round(median(figures, ({ cpuMicros }) => cpuMicros))),
    String(figures.reduce((sum, { others }) => sum + others, 0)),
  ]);
  return {
    tables: [
      {
        title: 'The collector',
        columns: ['per second', 'best round', 'p50 ms', 'p99 ms', 'CPU us each', 'other answers'],
        rows,
        notes: [
          'Reports: 512 in flight, acknowledged when on disk; no signature checks but where it says so. Status: 64 in flight.',
          `Signed: on SQLite. Keys of seasoned devices are tried first, so those of new ones take two checks. Fresh sets: 4 in flight, of up to ${2 * SLOTS_PER_DAY + 1} signatures each.`,
          'The load comes from another process on the same machine. CPU: of the server process alone.',
        ],
      },
      {
        title: 'On disk, for a million reports',
        columns: ['MB'],
        rows: Object.entries(bytesPerMillion).map(([store, bytes]) => [store, (bytes / 1e6).toFixed(0)]),
      },
    ],
    figures: { rounds: Object.fromEntries(measured), bytesPerMillion },
  };
}

async function startBare(): Promise<Served> {
  const [node, ...flags] = NODE;
  const child = spawn(node, [...flags, BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).replace('listening on', '').trim(), process: child };
}

/** The database without its log, whose size does not depend on how much it holds. */
function sqliteSize(folder: string): number {
  // Opening it copies what is still in the log into the file.
  const file = join(folder, 'collector.sqlite');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  const { n } = db.prepare('SELECT count(*) AS n FROM seen').get() as { n: number };
  db.close();
  return (statSync(file).size * 1e6) / n;
}

async function postgresSize(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ bytes: number }>(
    `SELECT (pg_total_relation_size('seen') + pg_total_relation_size('counts')) * 1e6
       / (SELECT count(*) FROM seen) AS bytes`,
  );
  await client.end();
  return Number(rows[0]?.bytes);
}
