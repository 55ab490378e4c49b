import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slotAt } from '../../lib/crowd/slot.ts';
import { spawnCollector } from '../tests/support/child.ts';
import { postReport, randomReport } from './senders.ts';

/** A collector in a process of its own on an empty embedded store, whose memory can be asked for. */
export interface ObservedCollector {
  url: string;
  port: number;
  /** Where its store is. */
  folder: string;
  log: () => string;
  /**
   * Sends one sound report and tells how long it took.
   * @throws Error when it is not acknowledged
   */
  reportInMs: () => Promise<number>;
  /** What must not have happened to it. */
  complaints: () => string[];
}

export async function withCollector<T>(
  use: (collector: ObservedCollector) => Promise<T>,
  environment: Record<string, string> = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-'));
  const collector = await spawnCollector({
    DATA_DIR: folder,
    NODE_OPTIONS: '--inspect=127.0.0.1:0',
    ...environment,
  });
  try {
    return await use({
      url: collector.url,
      port: Number(new URL(collector.url).port),
      folder,
      log: collector.log,
      reportInMs: async () => {
        const startMs = performance.now();
        const status = await postReport(collector.url, randomReport(slotAt(Date.now())));
        if (status !== 200) throw new Error(`a sound report was answered with ${status}`);
        return performance.now() - startMs;
      },
      complaints: () => [
        ...(collector.process.exitCode === null ? [] : ['the collector has ended']),
        ...(/"level":"error"/.test(collector.log())
          ? [`the log complains:\n${collector.log().slice(0, 2000)}`]
          : []),
      ],
    });
  } finally {
    await collector.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
