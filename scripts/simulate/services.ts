import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { importDirectoryKey } from '../../lib/crowd/tokens/directory-key.ts';
import { startCollector } from '../../server/src/collector.ts';
import { readConfig } from '../../server/src/config.ts';
import { readIssuerConfig } from '../../server/src/issuer/config.ts';
import { type Issuer, startIssuer } from '../../server/src/issuer/issuer.ts';
import type { Log } from '../../server/src/log.ts';
import type { Status } from '../../server/src/publish/snapshot.ts';
import { openSqliteStore } from '../../server/src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/src/store/store.ts';

/** How often the collector looks whether something is to be published: often, for time passes fast. */
const PUBLISH_EVERY_MS = 20;
const KEEP_HOUSE_EVERY_MS = 500;
const LOOK_EVERY_MS = 5;

/** A real collector and a real issuer on the loopback, with a clock that can be set. */
export interface Services {
  hosts: { collector: string; issuer: string };
  directoryKeys: CryptoKey[];
  store: Store;
  /** The issuer's folder. */
  issuerDir: string;
  /** What it publishes now, once that holds all that was counted until now. */
  published: () => Promise<Status>;
  close: () => Promise<void>;
}

/** What a service complains of while time is made to pass is not for the reader. */
const SILENT: Log = () => {};

export async function startServices(options: {
  nowMs: () => number;
  maxReportsPerSecond: number;
}): Promise<Services> {
  const { nowMs, maxReportsPerSecond } = options;
  const folder = await mkdtemp(join(tmpdir(), 'feed-canary-'));
  const issuerDir = join(folder, 'issuer');
  const issuerConfig = readIssuerConfig({ PORT: '0', DATA_DIR: issuerDir, NAMED_COUNTRIES: 'all' });
  const issuer: Issuer = await startIssuer({
    config: issuerConfig,
    log: SILENT,
    now: nowMs,
    keepHouseEveryMs: KEEP_HOUSE_EVERY_MS,
  });
  await issuer.ready;
  const directoryKeys = [issuerConfig.directoryKey.publicKey];
  const store = openSqliteStore(join(folder, 'collector.sqlite'));
  const collector = await startCollector({
    config: readConfig({ PORT: '0', DATA_DIR: folder, MAX_REPORTS_PER_SECOND: String(maxReportsPerSecond) }),
    store,
    log: SILENT,
    now: nowMs,
    publishEveryMs: PUBLISH_EVERY_MS,
    issuer: { url: issuer.url, directoryKeys },
  });
  return {
    hosts: { collector: collector.url, issuer: issuer.url },
    directoryKeys: await Promise.all(directoryKeys.map(importDirectoryKey)),
    store,
    issuerDir,
    published: async () => {
      const sinceMs = nowMs();
      for (;;) {
        const status = (await (await fetch(`${collector.url}/v1/status`)).json()) as Status;
        if (Date.parse(status.updatedAt) >= sinceMs) return status;
        await sleep(LOOK_EVERY_MS);
      }
    },
    close: async () => {
      await collector.close();
      await issuer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
