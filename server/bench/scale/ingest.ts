import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildCollector, spawnCollector } from '../../tests/support/child.ts';
import { createPostgres } from '../../tests/support/postgres.ts';
import { type Figure, load } from '../measure-load.ts';

const WARM_UP_SECONDS = 3;
const WARM_UP_PER_SECOND = 500;
/** An acknowledgement may take this long, for 99 of 100. */
const HOLDS_P99_MS = 1000;
const RATES = [500, 1000, 2000, 3000, 4000, 6000, 8000, 12_000, 16_000, 20_000, 24_000];

/** A collector that takes reports, over HTTP, with its store on a disk. */
export interface Ingest {
  /** Reports come at random, at this rate. */
  at: (perSecond: number, seconds: number) => Promise<Figure>;
  /** The processor time of one status read. */
  readMicros: (seconds: number) => Promise<number>;
  /** The highest rate it holds, and what it was like. */
  most: (seconds: number) => Promise<{ perSecond: number; figure: Figure | undefined }>;
  end: () => Promise<void>;
}

export async function ingestOnSqlite(): Promise<Ingest> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-scale-'));
  const collector = await spawnCollector({ DATA_DIR: folder });
  return ingestWith(collector, async () => rmSync(folder, { recursive: true, force: true }));
}

export async function ingestOnPostgres(): Promise<Ingest> {
  const postgres = await createPostgres();
  const collector = await spawnCollector({ DATABASE_URL: await postgres.createDatabase() });
  return ingestWith(collector, () => postgres.remove());
}

async function ingestWith(collector: ChildCollector, remove: () => Promise<void>): Promise<Ingest> {
  const at = (perSecond: number, seconds: number) =>
    load(collector, 'reports', '/v1/reports', seconds, 200, '', perSecond);
  // Before the code is compiled, figures are those of the compiler.
  await at(WARM_UP_PER_SECOND, WARM_UP_SECONDS);
  return {
    at,
    readMicros: async (seconds) =>
      (await load(collector, 'reads', '/v1/status', seconds, 200)).cpuMicros ?? 0,
    most: async (seconds) => {
      let held: { perSecond: number; figure: Figure | undefined } = { perSecond: 0, figure: undefined };
      for (const perSecond of RATES) {
        const figure = await at(perSecond, seconds);
        if (figure.p99Ms > HOLDS_P99_MS || figure.others > 0) return held;
        held = { perSecond, figure };
      }
      return held;
    },
    end: async () => {
      await collector.end('SIGKILL');
      await remove();
    },
  };
}
