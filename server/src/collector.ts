import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import { createApp } from './http/app.ts';
import { NetworkLimit } from './http/network-limit.ts';
import { errorFields, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { type Bodies, renderBodies } from './publish/bodies.ts';
import { OpenData } from './publish/open-data.ts';
import { Publisher } from './publish/publisher.ts';
import type { Snapshot } from './publish/snapshot.ts';
import { acceptUnsigned } from './report/signature.ts';
import { GroupCommit } from './store/group-commit.ts';
import type { AdmittedReport, Store } from './store/store.ts';

/** Fresh enough for a cache of 15 s in front, and far below what a machine can do. */
const PUBLISH_EVERY_MS = 5_000;
/** With no snapshot for so long something is wrong. */
const STALE_AFTER_MS = 60_000;

/** How often connections are closed while the service ends. */
const SWEEP_MS = 50;

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
  publishEveryMs?: number;
}

/** Puts a collector together and lets it listen. */
export async function startCollector(parts: CollectorParts): Promise<Collector> {
  const { config, store, log, now = Date.now, publishEveryMs = PUBLISH_EVERY_MS } = parts;
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

  const publisher = new Publisher({
    store,
    now,
    everyMs: publishEveryMs,
    maxReportsPerSecond: config.maxReportsPerSecond,
  });
  const publish = async () => {
    try {
      const snapshot = await publisher.update();
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
      checkSignature: acceptUnsigned,
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
  await app.listen({ host: config.host, port: config.port });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    close: async () => {
      isClosing = true;
      // A connection whose request was under way becomes idle when it is answered, and would keep us for its time-out.
      const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
      await app.close();
      clearInterval(sweep);
      await groupCommit.drain();
      await rounds.stop();
      await store.close();
    },
  };
}

/** Does `work` again and again, `everyMs` after it has ended, until stopped. */
function repeat(work: () => Promise<void>, everyMs: number): { stop: () => Promise<void> } {
  let running = Promise.resolve();
  let timer = setTimeout(round, everyMs);
  let isStopped = false;
  function round() {
    running = work().then(() => {
      if (!isStopped) timer = setTimeout(round, everyMs);
    });
  }
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
