import fc from 'fast-check';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Tried } from '../../tests/faults/fault.ts';
import { type HostileRequest, hostileRequest } from './hostile-requests.ts';
import { Ledger } from './ledger.ts';
import { type Memory, memoryOf } from './memory.ts';
import { withCollector } from './observed-collector.ts';
import { rawExchange } from './raw-exchange.ts';
import { readSqlite } from './stored-counts.ts';

const AT_ONCE = 32;
const PORTION = 2000;
/** Nothing here waits for a time-out: all connections are half-closed by us. */
const ANSWER_WITHIN_MS = 15_000;
/** Until then code is compiled, caches fill and pools find their size. */
const WARM_UP_SHARE = 0.25;
/** In fewer requests nothing can be told about memory. */
const ENOUGH_FOR_MEMORY = 20_000;
/** Compiled code, feedback and metadata still grow a little after the warm-up; 75,000 leaked requests would be far more. */
const HEAP_GROWTH_BYTES = 6e6;
/** Fragments, SQLite's page cache and young generation come and go. */
const RSS_GROWTH_BYTES = 64e6;
const MOST_COMPLAINTS = 20;

/**
 * Throws mutated bytes at a collector in a process of its own, with sound reports in between. A 5xx, a crash, memory that
 * grows or a wrong count is a complaint.
 * @param seed the same sends the same requests
 */
export const sendMalformed = (requests: number, seed = 1): Promise<Tried> =>
  withCollector(async (collector) => {
    const slot = slotAt(Date.now());
    const exchange = new Exchange(collector.port);
    let warm: Memory | undefined;
    for (let sent = 0; sent < requests; sent += PORTION) {
      const numRuns = Math.min(PORTION, requests - sent);
      await exchange.sendAll(fc.sample(hostileRequest(slot), { numRuns, seed: seed + sent }));
      if (!warm && sent + numRuns >= requests * WARM_UP_SHARE) warm = await memoryOf(collector.log());
    }
    const after = await memoryOf(collector.log());
    if (warm && requests >= ENOUGH_FOR_MEMORY) exchange.complainOfGrowth(warm, after);
    const recoveredInMs = [await collector.reportInMs()];
    const { ledger, acknowledgedByChance } = exchange;
    const audit = ledger.audit(readSqlite(collector.folder));
    // What reached the store in mutated requests is in nobody's ledger, and neither is the last sound report.
    const strangers = audit.strangers - recoveredInMs.length;
    if (strangers > acknowledgedByChance) exchange.complain(`${strangers} unknown reports were kept`);
    if (audit.counted !== ledger.acknowledged + audit.strangers)
      exchange.complain(
        `${audit.counted} counted, ${ledger.acknowledged} acknowledged, ${strangers} by chance`,
      );
    if (ledger.acknowledged < ledger.sent)
      exchange.complain(`${ledger.sent - ledger.acknowledged} sound reports were refused`);
    return {
      atStake: { count: ledger.acknowledged, things: 'reports' },
      lost: audit.lost,
      doubled: Math.max(0, audit.counted - ledger.acknowledged - audit.strangers),
      recoveredInMs,
      complaints: [...exchange.complaints, ...collector.complaints()],
      details: {
        seed,
        answers: Object.fromEntries([...exchange.statuses].sort(([a], [b]) => a - b)),
        reportsByChance: strangers,
        memory: { warm, after },
      },
    };
  });

/** Requests on their way, and what came back. */
class Exchange {
  readonly ledger = new Ledger();
  readonly statuses = new Map<number, number>();
  readonly complaints: string[] = [];
  /** Times that 200 without content answered a mutated request: a report was in it after all. */
  acknowledgedByChance = 0;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  complain(words: string): void {
    if (this.complaints.length < MOST_COMPLAINTS) this.complaints.push(words);
  }

  complainOfGrowth(before: Memory, after: Memory): void {
    const heap = after.heapBytes - before.heapBytes;
    const rss = after.rssBytes - before.rssBytes;
    if (heap > HEAP_GROWTH_BYTES) this.complain(`the heap grew by ${megabytes(heap)}`);
    if (rss > RSS_GROWTH_BYTES) this.complain(`memory grew by ${megabytes(rss)}`);
  }

  async sendAll(all: HostileRequest[]): Promise<void> {
    const queue = all.values();
    const sendOn = async () => {
      for (const request of queue) await this.#send(request);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
  }

  async #send({ bytes, report }: HostileRequest): Promise<void> {
    if (report) this.ledger.send(report);
    const answers = await rawExchange(this.#port, bytes, ANSWER_WITHIN_MS).catch((error: Error) => {
      this.complain(error.message);
      return undefined;
    });
    if (!answers) return;
    const shown = () => JSON.stringify(bytes.toString('latin1'));
    for (const status of answers.statuses) {
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
      if (status >= 500) this.complain(`${status} for ${shown()}`);
    }
    if (!report) this.acknowledgedByChance += answers.text.match(/^content-length: 0\r$/gim)?.length ?? 0;
    else if (answers.statuses.length === 1 && answers.statuses[0] === 200) this.ledger.acknowledge(report);
    else this.complain(`${answers.statuses} for the sound report in ${shown()}`);
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
