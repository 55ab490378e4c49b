import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayAt } from '../../../lib/crowd/day.ts';
import { NEW } from '../../../lib/crowd/tier.ts';
import { directoryName } from '../../../lib/crowd/tokens/directory.ts';
import { poll } from '../../../scripts/browser/poll.ts';
import { startCollector } from '../../../server/src/collector.ts';
import { readConfig } from '../../../server/src/config.ts';
import { readIssuerConfig } from '../../../server/src/issuer/config.ts';
import { startIssuer } from '../../../server/src/issuer/issuer.ts';
import type { Status } from '../../../server/src/publish/snapshot.ts';
import { openStore } from '../../../server/src/store/open-store.ts';

/** The collector and the issuer as people run them, each on a port of its own. */
export interface RealServices {
  collectorPort: number;
  issuerPort: number;
  stop: () => Promise<void>;
}

const silent = () => {};

/** A fresh set needs the keys of today and of tomorrow. */
async function isVouching(collectorUrl: string): Promise<boolean> {
  const { keys } = (await (await fetch(`${collectorUrl}/v1/status`)).json()) as Pick<Status, 'keys'>;
  const today = dayAt(Date.now());
  return [today, today + 1].every((day) => directoryName({ day, tier: NEW }) in keys);
}

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
  // Until then devices get no tokens, and ask again after longer and longer.
  await poll('the collector to vouch for the issuer’s keys', () => isVouching(collector.url));
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
