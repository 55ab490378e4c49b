import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Collector, startCollector } from '../../src/collector.ts';
import { readConfig } from '../../src/config.ts';
import type { KnownIssuer } from '../../src/keys/follow-issuer.ts';
import type { LogFields } from '../../src/log.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { NOON_MS } from './reports.ts';

export interface TestCollector extends Collector {
  store: Store;
  /** Where its files are, if it has any. */
  folder: string;
  /** Everything that was logged. */
  log: { level: string; event: string; fields: LogFields | undefined }[];
  /** What its clock says; set it to let time pass. */
  clock: { nowMs: number };
  post: (body: BodyInit, headers?: Record<string, string>) => Promise<Response>;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
}

/** A collector of its own on the loopback, gone when the test ends. By default on an empty embedded store. */
export async function collectorForTest(
  options: {
    store?: Store;
    environment?: Record<string, string>;
    clock?: { nowMs: number };
    issuer?: KnownIssuer;
  } = {},
): Promise<TestCollector> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-'));
  const store = options.store ?? openSqliteStore(join(folder, 'collector.sqlite'));
  const log: TestCollector['log'] = [];
  const clock = options.clock ?? { nowMs: NOON_MS };
  const collector = await startCollector({
    config: readConfig({ PORT: '0', DATA_DIR: folder, ...options.environment }),
    store,
    log: (level, event, fields) => log.push({ level, event, fields }),
    now: () => clock.nowMs,
    publishEveryMs: 20,
    ...(options.issuer && { issuer: options.issuer }),
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= collector.close();
    return closing;
  };
  onTestFinished(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...collector,
    close,
    store,
    folder,
    log,
    clock,
    post: (body, headers) =>
      fetch(`${collector.url}/v1/reports`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/octet-stream', ...headers },
      }),
    get: (path, headers = {}) => fetch(`${collector.url}${path}`, { headers }),
  };
}

/** How many reports a store has counted. */
export async function countedIn(store: Store): Promise<number> {
  const rows = await store.counts(0, 2 ** 30);
  return rows.reduce((sum, { n }) => sum + n, 0);
}
