import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { slotAt } from '../../lib/crowd/slot.ts';
import { trendOf } from '../../tests/bench/trend.ts';
import type { Tried } from '../../tests/faults/fault.ts';
import { spawnCollector } from '../tests/support/child.ts';
import { THIS_MACHINE } from '../tests/support/machine.ts';
import { fastClock } from './fast-clock.ts';
import { Ledger } from './ledger.ts';
import { memoryOf } from './memory.ts';
import { postReport, randomReport, Senders } from './senders.ts';
import { readSqlite, sumOf } from './stored-counts.ts';

/** An hour of the collector's clock, with its slots, roll-ups, purges and 720 snapshots, takes four minutes. */
const SPEED = 15;
const HOUR_MS = 3_600_000;
const SAMPLES = 32;
/** Until then code is compiled, caches fill and pools find their size. */
const WARM_UP_SAMPLES = 8;
const SENDERS = 24;
const PAUSE_MS = 40;
const READERS = 4;
const READ_PAUSE_MS = 100;
const READ = ['/v1/status', '/v1/history?window=24h', '/', '/v1/badge.svg', '/metrics'];

/** May grow by so much an hour at most, by the upper end of the trend's interval. */
const BOUNDS = { heapMb: 8, rssMb: 40, handles: 8 };
type Sample = Record<keyof typeof BOUNDS, number>;

/**
 * An hour under load, with time going faster: reports, readers, slots that close, hours that are rolled up. Memory and
 * file handles must be flat. Judged by a line through all samples and its interval, not by the first and the last.
 */
export async function soak(): Promise<Tried> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-soak-'));
  const startedAtMs = Date.now();
  const now = fastClock(startedAtMs, SPEED);
  const environment = {
    DATA_DIR: folder,
    SPEED: String(SPEED),
    STARTED_AT: String(startedAtMs),
    NODE_OPTIONS: '--inspect=127.0.0.1:0',
  };
  const collector = await spawnCollector(environment, THIS_MACHINE, 'server/proof/fast-collector.ts');
  const ledger = new Ledger();
  const senders = new Senders(collector.url, ledger, { senders: SENDERS, pauseMs: PAUSE_MS, now });
  const readers = new Readers(collector.url);
  try {
    senders.start();
    readers.start();
    const samples: Sample[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      await sleep(HOUR_MS / SPEED / SAMPLES);
      const { heapBytes, rssBytes } = await memoryOf(collector.log());
      const handles = readdirSync(`/proc/${collector.process.pid}/fd`).length;
      samples.push({ heapMb: heapBytes / 1e6, rssMb: rssBytes / 1e6, handles });
    }
    await readers.stop();
    const startMs = performance.now();
    const isServed = (await postReport(collector.url, randomReport(slotAt(now())))) === 200;
    const recoveredInMs = [performance.now() - startMs];
    await senders.stop();
    const counted = sumOf(readSqlite(folder)) - (isServed ? 1 : 0);
    const { trends, complaints } = judge(samples.slice(WARM_UP_SAMPLES));
    if (!isServed) complaints.push('a report is not taken in the end');
    if (/"level":"error"/.test(collector.log())) complaints.push(collector.log().slice(0, 2000));
    return {
      atStake: { count: ledger.acknowledged, things: 'reports' },
      lost: Math.max(0, ledger.acknowledged - counted),
      doubled: Math.max(0, counted - ledger.sent),
      recoveredInMs,
      complaints: [...complaints, ...senders.complaints(), ...readers.complaints],
      details: { speed: SPEED, reads: readers.reads, trends, samples },
    };
  } finally {
    await collector.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By the hour of the collector's clock. */
function judge(samples: readonly Sample[]) {
  const complaints: string[] = [];
  const trends = Object.entries(BOUNDS).map(([name, most]) => {
    const points = samples.map((sample, index) => ({ x: index / SAMPLES, y: sample[name as keyof Sample] }));
    const trend = trendOf(points);
    if (trend.high > most)
      complaints.push(
        `${name} may grow by ${trend.high.toFixed(1)} an hour (${trend.slope.toFixed(1)} at best guess)`,
      );
    return [name, trend] as const;
  });
  return { trends: Object.fromEntries(trends), complaints };
}

/** People who look at everything there is. */
class Readers {
  reads = 0;
  readonly complaints: string[] = [];
  readonly #url: string;
  #isStopping = false;
  #working: Promise<unknown> = Promise.resolve();

  constructor(url: string) {
    this.#url = url;
  }

  start(): void {
    this.#working = Promise.all(Array.from({ length: READERS }, (_, reader) => this.#readOn(reader)));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#working;
  }

  async #readOn(reader: number): Promise<void> {
    for (let turn = reader; !this.#isStopping; turn += 1) {
      const response = await fetch(`${this.#url}${READ[turn % READ.length]}`);
      await response.arrayBuffer();
      if (!response.ok && this.complaints.length < 5)
        this.complaints.push(`${READ[turn % READ.length]} answered ${response.status}`);
      this.reads += 1;
      await sleep(READ_PAUSE_MS);
    }
  }
}
