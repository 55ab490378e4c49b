import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from '../../../scripts/browser/poll.ts';
import { startCollector } from '../../../server/src/collector.ts';
import { readConfig } from '../../../server/src/config.ts';
import { readIssuerConfig } from '../../../server/src/issuer/config.ts';
import { startIssuer } from '../../../server/src/issuer/issuer.ts';
import { openStore } from '../../../server/src/store/open-store.ts';

/** The collector and the issuer as people run them, each on a port of its own. */
export interface RealServices {
  collectorPort: number;
  issuerPort: number;
  stop: () => Promise<void>;
}

const silent = () => {};

export async function startRealServices(): Promise<RealServices> {
  const dir = await mkdtemp(join(tmpdir(), 'feed-canary-services-'));
  const environment = { PORT: '0', DATA_DIR: dir };
  const issuerConfig = readIssuerConfig(environment);
  const issuer = await startIssuer({ config: issuerConfig, log: silent });
  await issuer.ready;
  const config = readConfig(environment);
  const collector = await startCollector({
    config,
    store: await openStore(config),
    log: silent,
    issuer: { url: issuer.url, directoryKeys: [issuerConfig.directoryKey.publicKey] },
  });
  await untilKeysArePublished(collector.url);
  return {
    collectorPort: Number(new URL(collector.url).port),
    issuerPort: Number(new URL(issuer.url).port),
    stop: async () => {
      await issuer.close();
      await collector.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Clients believe no key that the collector's status does not vouch for, and come back later. */
async function untilKeysArePublished(collectorUrl: string): Promise<void> {
  await poll('the published keys', async () => {
    const answer = await fetch(`${collectorUrl}/v1/status`);
    const { keys = {} } = answer.ok ? ((await answer.json()) as { keys?: object }) : {};
    return Object.keys(keys).length > 0;
  });
}
