import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { poll } from '../../scripts/browser/poll.ts';
import { spawnCollector } from '../tests/support/child.ts';
import { createPostgres, freePort } from '../tests/support/postgres.ts';
import type { Scene } from './scene.ts';
import { openStableAddress } from './stable-address.ts';
import { readPostgres, readSqlite } from './stored-counts.ts';

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

export async function killedOnSqlite(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-crash-'));
  const collector = await restartableCollector({ DATA_DIR: folder });
  return {
    urls: collector.url,
    strike: collector.kill,
    mend: collector.restart,
    stored: () => readSqlite(folder),
    remove: async () => {
      await collector.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function killedOnPostgres(): Promise<Scene> {
  const postgres = await createPostgres();
  const url = await postgres.createDatabase();
  const collector = await restartableCollector({ DATABASE_URL: url });
  return {
    urls: collector.url,
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

export async function restartedPostgres(): Promise<Scene> {
  const postgres = await createPostgres();
  const url = await postgres.createDatabase();
  const collector = await restartableCollector({ DATABASE_URL: url });
  let blows = 0;
  return {
    urls: collector.url,
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
export async function restartedStandby(): Promise<Scene> {
  const { standby, urlAt, url, remove } = await standbyScene();
  return {
    urls: url,
    strike: async () => {
      await standby.stop('kill');
      await sleep(DOWN_MS);
    },
    mend: standby.start,
    stored: () => readPostgres(urlAt(standby.port)),
    remove,
  };
}

export async function failover(): Promise<Scene> {
  const { postgres, standby, urlAt, address, url, remove } = await standbyScene();
  return {
    urls: url,
    strike: () => postgres.stop('kill'),
    mend: async () => {
      await standby.promote();
      address.pointTo(standby.port);
    },
    stored: () => readPostgres(urlAt(standby.port)),
    remove,
  };
}

/** Big enough for the log of SQLite's writes, small enough to be filled in no time. */
const DISK_BYTES = 64 * 2 ** 20;

/** What this machine lacks for a small disk; undefined when it lacks nothing. Root in a container may not mount. */
export function lacksSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-disk-'));
  try {
    mountDisk(folder);
    execFileSync('umount', [folder], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'root on Linux that may mount a small disk';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const mountDisk = (folder: string) =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder], { stdio: 'pipe' });

/** Somebody fills the disk that the embedded store is on, then deletes what filled it. */
export async function fullDisk(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-disk-'));
  mountDisk(folder);
  const ballast = join(folder, 'ballast');
  const collector = await spawnCollector({ DATA_DIR: join(folder, 'data') });
  return {
    urls: collector.url,
    strike: async () => {
      fill(ballast);
      await untilRefused(collector.url);
    },
    mend: async () => rmSync(ballast),
    stored: () => readSqlite(join(folder, 'data')),
    remove: async () => {
      await collector.end('SIGKILL');
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  for (const size of [2 ** 20, 2 ** 12])
    try {
      for (let written = 0; written < DISK_BYTES; written += size) writeSync(descriptor, Buffer.alloc(size));
    } catch {
      // It is full.
    }
  closeSync(descriptor);
}

/** A fault that nobody notices proves nothing. */
const untilRefused = (url: string) =>
  poll('a report to be refused', async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return /^feed_canary_reports_total{result="unavailable"} [1-9]/m.test(metrics);
  });

/** The network to the database swallows everything for longer than a query may take. */
export async function silentDatabase(): Promise<Scene> {
  const postgres = await createPostgres();
  const database = new URL(await postgres.createDatabase());
  const address = await openStableAddress(postgres.port);
  const behind = Object.assign(new URL(database), { port: String(address.port) });
  const collector = await spawnCollector({ DATABASE_URL: behind.href });
  return {
    urls: collector.url,
    strike: async () => {
      address.silence();
      await untilRefused(collector.url);
    },
    mend: async () => address.speak(),
    stored: () => readPostgres(database.href),
    remove: async () => {
      await collector.end('SIGKILL');
      address.close();
      await postgres.remove();
    },
  };
}

/** Between devices and collector, connections break in the middle of everything. */
export async function tornConnections(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-torn-'));
  const collector = await spawnCollector({ DATA_DIR: folder });
  const address = await openStableAddress(Number(new URL(collector.url).port));
  let mend = () => {};
  return {
    urls: `http://127.0.0.1:${address.port}`,
    strike: async () => {
      mend = address.tear(TORN_AFTER_MS);
      await sleep(TORN_FOR_MS);
    },
    mend: async () => mend(),
    stored: () => readSqlite(folder),
    remove: async () => {
      address.close();
      await collector.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** About as long as a report takes: half of the answers are lost. */
const TORN_AFTER_MS = 50;
const TORN_FOR_MS = 2000;
