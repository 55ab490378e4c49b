import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dayAt } from '../../../lib/crowd/day.ts';
import { DAYS_AHEAD } from '../../../lib/crowd/tokens/schedule.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { listen } from '../http/listen.ts';
import { createService } from '../http/service.ts';
import { errorFields, type Log } from '../log.ts';
import { repeat } from '../repeat.ts';
import type { IssuerConfig } from './config.ts';
import { developmentKeys } from './development-keys.ts';
import { FreshSetQuota } from './fresh-set-quota.ts';
import { Issuance } from './issuance.ts';
import { IssuerStore } from './issuer-store.ts';
import { KeyKeeper } from './key-keeper.ts';
import { keyRoutes } from './key-routes.ts';
import { createIssuerMetrics } from './metrics.ts';
import { makeKey } from './signing-key.ts';
import { tokenRoutes } from './token-routes.ts';

/** How long after its time a private key may live on. */
const KEEP_HOUSE_EVERY_MS = 60_000;
const STORE_FILE = 'issuer.sqlite';

export interface Issuer {
  url: string;
  /** Resolves when newcomers can have tokens: until the first keys are made they are told to come again. */
  ready: Promise<void>;
  /** Takes nothing new, answers what is under way, and closes the store. */
  close: () => Promise<void>;
}

export interface IssuerParts {
  config: IssuerConfig;
  log: Log;
  now?: () => number;
  keepHouseEveryMs?: number;
}

/** Puts an issuer together and lets it listen. */
export async function startIssuer(parts: IssuerParts): Promise<Issuer> {
  const { config, log, now = Date.now, keepHouseEveryMs = KEEP_HOUSE_EVERY_MS } = parts;
  mkdirSync(config.dataDir, { recursive: true });
  const store = new IssuerStore(join(config.dataDir, STORE_FILE), config.mode);
  const keeper = new KeyKeeper({
    store,
    makeKey: config.mode === 'development' ? developmentKeys() : makeKey,
    directoryKey: config.directoryKey,
    namedCells: config.namedCells,
    log,
  });
  const issuance = new Issuance({ keeper, store, quota: new FreshSetQuota(), now });
  const metrics = createIssuerMetrics({ waiting: () => issuance.waiting });
  let isClosing = false;

  const app = createService({
    trustedProxies: config.trustedProxies,
    isClosing: () => isClosing,
    onError: (error) => log('error', 'a request failed', errorFields(error)),
  });
  await app.register(async (scope) =>
    tokenRoutes(scope, {
      issue: (body, address) => issuance.issue(body, address),
      now,
      count: metrics.count,
    }),
  );
  await app.register(async (scope) =>
    keyRoutes(scope, {
      directory: (name) => keeper.directory(name),
      isExpected: ({ day }) => day >= dayAt(now()) && day <= dayAt(now()) + DAYS_AHEAD,
    }),
  );
  await app.register(async (scope) =>
    healthRoutes(scope, metrics.registry, () => !isClosing && keeper.isReady(now())),
  );

  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  const keepHouse = async () => {
    try {
      keeper.forget(now());
      await keeper.makeAhead(now(), becomeReady);
    } catch (error) {
      log('error', 'keys cannot be kept', errorFields(error));
    }
  };
  const listening = await listen(app, config);
  const rounds = keepHouse().then(() => repeat(keepHouse, keepHouseEveryMs));
  return {
    url: listening.url,
    ready,
    close: async () => {
      isClosing = true;
      keeper.stop();
      await listening.close();
      await (await rounds).stop();
      store.close();
    },
  };
}
