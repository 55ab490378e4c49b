import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from '../../scripts/browser/poll.ts';
import { type Collector, startCollector } from '../src/collector.ts';
import { readConfig } from '../src/config.ts';
import type { PublishedIncident, Status } from '../src/publish/snapshot.ts';
import { openStore } from '../src/store/open-store.ts';
import { postReport } from './senders.ts';

const PUBLISH_EVERY_MS = 100;

/** A clock that runs, and that can be set. */
export class SetClock {
  #aheadMs: number;

  constructor(nowMs: number = Date.now()) {
    this.#aheadMs = nowMs - Date.now();
  }

  readonly now = (): number => Date.now() + this.#aheadMs;

  jump(byMs: number): void {
    this.#aheadMs += byMs;
  }
}

/** A collector in this process that goes by a clock of ours. */
export class ClockedCollector {
  readonly #collector: Collector;
  readonly #clock: SetClock;
  /** What it logged as an error. */
  readonly errors: string[];

  private constructor(collector: Collector, clock: SetClock, errors: string[]) {
    this.#collector = collector;
    this.#clock = clock;
    this.errors = errors;
  }

  /** @param store DATA_DIR or DATABASE_URL */
  static async start(store: Record<string, string>, clock: SetClock): Promise<ClockedCollector> {
    const config = readConfig({ PORT: '0', ...store });
    const errors: string[] = [];
    const collector = await startCollector({
      config,
      store: await openStore(config),
      log: (level, event, fields) => {
        if (level === 'error') errors.push(`${event}: ${JSON.stringify(fields)}`);
      },
      now: clock.now,
      publishEveryMs: PUBLISH_EVERY_MS,
    });
    return new ClockedCollector(collector, clock, errors);
  }

  post(report: Uint8Array): Promise<number | undefined> {
    return postReport(this.#collector.url, report);
  }

  async status(): Promise<Status> {
    return (await fetch(`${this.#collector.url}/v1/status`)).json();
  }

  /** Newest first. */
  async incidents(): Promise<PublishedIncident[]> {
    return (await (await fetch(`${this.#collector.url}/v1/incidents`)).json()).incidents;
  }

  /** Waits for a snapshot that is made by the clock as it is now; tells how long that took, in ms. */
  async published(): Promise<number> {
    const startMs = performance.now();
    const setAtMs = this.#clock.now();
    await poll('a fresh status', async () => {
      const publishedAtMs = Date.parse((await this.status()).updatedAt);
      return publishedAtMs >= setAtMs && publishedAtMs <= this.#clock.now();
    });
    return performance.now() - startMs;
  }

  close(): Promise<void> {
    return this.#collector.close();
  }
}

/** An empty folder for the embedded store; gone afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
