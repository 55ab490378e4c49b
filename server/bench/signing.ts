import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_SECONDS } from '../../lib/crowd/day.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import { TIERS, type Tier } from '../../lib/crowd/tier.ts';
import { readIssuerConfig } from '../src/issuer/config.ts';
import { startIssuer } from '../src/issuer/issuer.ts';
import { type ChildCollector, spawnCollector, spawnIssuer } from '../tests/support/child.ts';
import { type Figure, load } from './measure-load.ts';
import { signTokens } from './sign-tokens.ts';

/** More than any run takes: it ends when its tokens are spent. */
const LONGEST_SECONDS = 120;
const DIRECTORIES = 8;

/** An issuer, and a collector that checks reports with its keys. */
export interface Signing {
  issuer: ChildCollector;
  /** Reports with tokens that were signed beforehand, all of them new. */
  load: (tier: Tier) => Promise<Figure>;
  end: () => Promise<void>;
}

/** Starts both in processes of their own, with tokens for so many rounds and one to warm up. */
export async function startSigning(
  rounds: number,
  tokensEach: number,
  tell: (line: string) => void,
): Promise<Signing> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-bench-'));
  tell('making keys, and signing tokens with them');
  await makeKeys(folder);
  const slot = slotAt(Date.now());
  const files = new Map(
    TIERS.map((tier) => [
      tier,
      Array.from({ length: rounds + 1 }, (_, round) => {
        const file = join(folder, `tokens-${tier}-${round}`);
        writeFileSync(file, signTokens(folder, slot, tier, tokensEach));
        return file;
      }),
    ]),
  );
  const issuer = await spawnIssuer({ DATA_DIR: folder });
  const collector = await spawnCollector({ DATA_DIR: folder, ISSUER_URL: issuer.url });
  return {
    issuer,
    load: (tier) => load(collector, 'reports', '/v1/reports', LONGEST_SECONDS, 200, files.get(tier)?.shift()),
    end: async () => {
      await Promise.all([issuer.end('SIGKILL'), collector.end('SIGKILL')]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** By the clock of yesterday: keys of seasoned devices are destroyed when their day begins. */
async function makeKeys(folder: string): Promise<void> {
  const made = Promise.withResolvers<void>();
  let directories = 0;
  const issuer = await startIssuer({
    config: readIssuerConfig({ PORT: '0', DATA_DIR: folder }),
    now: () => Date.now() - DAY_SECONDS * 1000,
    log: (_level, event) => {
      directories += event === 'keys made' ? 1 : 0;
      if (directories === DIRECTORIES) made.resolve();
    },
  });
  await made.promise;
  await issuer.close();
}
