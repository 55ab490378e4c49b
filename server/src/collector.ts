import type { Config } from './config.ts';
import { createApp } from './http/app.ts';
import { listen } from './http/listen.ts';
import { NetworkLimit } from './http/network-limit.ts';
import { followIssuer, type KnownIssuer } from './keys/follow-issuer.ts';
import { errorFields, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { type Bodies, renderBodies } from './publish/bodies.ts';
import { OpenData } from './publish/open-data.ts';
import { Publisher } from './publish/publisher.ts';
import type { Snapshot } from './publish/snapshot.ts';
import { repeat } from './repeat.ts';
import { acceptUnsigned } from './report/signature.ts';
import { GroupCommit } from './store/group-commit.ts';
import type { AdmittedReport, Store } from './store/store.ts';

/** Fresh enough for a cache of 15 s in front, and far below what a machine can do. */
const PUBLISH_EVERY_MS = 5_000;
/** With no snapshot for so long something is wrong. */
const STALE_AFTER_MS = 60_000;

export interface Collector {
  url: string;
  /** Takes nothing new, answers for what is committed, and closes the store. */
  close: () => Promise<void>;
}

export interface CollectorParts {
  config: Config;
  store: Store;
  log: Log;
  now?: () => number;
  /** Milliseconds that have passed since any moment, whatever the clock is set to. */
  passed?: () => number;
  publishEveryMs?: number;
  /** The issuer whose tokens reports are signed with. Without one anybody can count. */
  issuer?: KnownIssuer;
}

/** Puts a collector together and lets it listen. */
export async function startCollector(parts: CollectorParts): Promise<Collector> {
  const { config, store, log, now = Date.now, passed, publishEveryMs = PUBLISH_EVERY_MS, issuer } = parts;
  let isClosing = false;
  let bodies: Bodies | undefined;
  let rendered: Snapshot | undefined;

  const snapshotAgeMs = () => now() - (rendered?.atMs ?? 0);
  const commit = async (batch: readonly AdmittedReport[]) => {
    const startMs = performance.now();
    try {
      const spent = await store.commit(batch);
      metrics.timeCommit((performance.now() - startMs) / 1000, batch.length);
      return spent;
    } catch (error) {
      // Once for all of them: a store that is down must not fill the disk with our complaints.
      log('error', 'reports cannot be kept', { ...errorFields(error), reports: batch.length });
      throw error;
    }
  };
  const groupCommit = new GroupCommit(commit);
  const metrics = createMetrics({
    waiting: () => groupCommit.waiting,
    snapshotAgeSeconds: () => snapshotAgeMs() / 1000,
  });

  const keys = issuer && (await followIssuer({ issuer, folder: config.dataDir, log, now }));
  const publisher = new Publisher({
    store,
    now,
    ...(passed && { passed }),
    everyMs: publishEveryMs,
    maxReportsPerSecond: config.maxReportsPerSecond,
    ...(keys && { signing: keys.signing }),
  });
  const publish = async () => {
    try {
      const snapshot = await publisher.update();
      keys?.agreeWith(snapshot.status.keys);
      if (snapshot !== rendered) bodies = renderBodies(snapshot, config);
      rendered = snapshot;
      metrics.countSnapshot(true);
    } catch (error) {
      log('error', 'publishing failed', errorFields(error));
      metrics.countSnapshot(false);
    }
  };

  const app = await createApp({
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    reports: {
      keep: (report) => groupCommit.add(report),
      checkSignature: keys?.checkSignature ?? acceptUnsigned,
      limit: new NetworkLimit(config.reportsPerNetworkPerMinute),
      now,
      count: metrics.countReport,
    },
    bodies: () => bodies,
    data: new OpenData(store, () => rendered),
    registry: metrics.registry,
    isReady: () => !isClosing && snapshotAgeMs() < STALE_AFTER_MS,
    isClosing: () => isClosing,
    onError: (error) => log('error', 'a request failed', errorFields(error)),
  });

  await publish();
  const rounds = repeat(publish, publishEveryMs);
  const listening = await listen(app, config);
  return {
    url: listening.url,
    close: async () => {
      isClosing = true;
      await listening.close();
      await groupCommit.drain();
      await rounds.stop();
      await keys?.stop();
      await store.close();
    },
  };
}
