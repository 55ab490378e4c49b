import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnCollector } from '../tests/support/child.ts';
import { createPostgres, freePort } from '../tests/support/postgres.ts';
import { openStableAddress } from './stable-address.ts';
import { readPostgres, readSqlite, type StoredCounts } from './stored-counts.ts';

/** Everything a fault needs: a collector under load, something to break, and a way to read what is left. */
export interface Scene {
  url: string;
  /** Breaks something; resolves when it is broken. */
  strike: () => Promise<unknown>;
  /** Restarts or replaces what was broken. */
  mend: () => Promise<void>;
  stored: () => StoredCounts | Promise<StoredCounts>;
  remove: () => Promise<void>;
}

export type Fault = keyof typeof SCENES;

/** What can break. Each scene takes many blows, but a failover uses up its standby. */
export const SCENES = {
  'kill -9 of the collector, SQLite': killedOnSqlite,
  'kill -9 of the collector, PostgreSQL': killedOnPostgres,
  'kill -9 of PostgreSQL, restart': restartedPostgres,
  'kill -9 of the standby, restart': restartedStandby,
  'kill -9 of the primary, failover': failover,
} satisfies Record<string, () => Promise<Scene>>;

const isLast = { 'kill -9 of the primary, failover': true } as Partial<Record<Fault, boolean>>;

/** Can the same scene take another blow of this fault? */
export const canRepeat = (fault: Fault): boolean => !isLast[fault];

/** A collector that comes back at the same address. */
async function restartableCollector(store: Record<string, string>) {
  const environment = { ...store, PORT: String(await freePort()) };
  let collector = await spawnCollector(environment);
  return {
    url: collector.url,
    kill: () => collector.end('SIGKILL'),
    restart: async () => {
      collector = await spawnCollector(environment);
    },
  };
}

async function killedOnSqlite(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-crash-'));
  const collector = await restartableCollector({ DATA_DIR: folder });
  return {
    url: collector.url,
    strike: collector.kill,
    mend: collector.restart,
    stored: () => readSqlite(folder),
    remove: async () => {
      await collector.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function killedOnPostgres(): Promise<Scene> {
  const postgres = await createPostgres();
  const url = await postgres.createDatabase();
  const collector = await restartableCollector({ DATABASE_URL: url });
  return {
    url: collector.url,
    strike: collector.kill,
    mend: collector.restart,
    stored: () => readPostgres(url),
    remove: async () => {
      await collector.kill();
      await postgres.remove();
    },
  };
}

/** Longer than the store's own retries take: reports are refused, not only delayed. */
const DOWN_MS = 3000;

async function restartedPostgres(): Promise<Scene> {
  const postgres = await createPostgres();
  const url = await postgres.createDatabase();
  const collector = await restartableCollector({ DATABASE_URL: url });
  let blows = 0;
  return {
    url: collector.url,
    strike: async () => {
      await postgres.stop('kill');
      blows += 1;
      if (blows % 2 === 0) await sleep(DOWN_MS);
    },
    mend: postgres.start,
    stored: () => readPostgres(url),
    remove: async () => {
      await collector.kill();
      await postgres.remove();
    },
  };
}

async function standbyScene() {
  const postgres = await createPostgres();
  const database = new URL(await postgres.createDatabase());
  const standby = await postgres.addStandby();
  const urlAt = (port: number) => Object.assign(new URL(database), { port: String(port) }).href;
  const address = await openStableAddress(postgres.port);
  const collector = await restartableCollector({ DATABASE_URL: urlAt(address.port) });
  return {
    postgres,
    standby,
    urlAt,
    address,
    url: collector.url,
    remove: async () => {
      await collector.kill();
      address.close();
      await postgres.remove();
    },
  };
}

/** Nothing may be acknowledged while there is no second copy: so what counts is what the standby holds in the end. */
async function restartedStandby(): Promise<Scene> {
  const { standby, urlAt, url, remove } = await standbyScene();
  return {
    url,
    strike: async () => {
      await standby.stop('kill');
      await sleep(DOWN_MS);
    },
    mend: standby.start,
    stored: () => readPostgres(urlAt(standby.port)),
    remove,
  };
}

async function failover(): Promise<Scene> {
  const { postgres, standby, urlAt, address, url, remove } = await standbyScene();
  return {
    url,
    strike: () => postgres.stop('kill'),
    mend: async () => {
      await standby.promote();
      address.pointTo(standby.port);
    },
    stored: () => readPostgres(urlAt(standby.port)),
    remove,
  };
}
