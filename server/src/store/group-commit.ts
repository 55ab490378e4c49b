import { type AdmittedReport, keyOf } from './store.ts';

/** What became of a report. A repetition says the same as the first; a conflict says something else. */
export type Outcome = 'counted' | 'repeated' | 'conflict';

/** More reports wait than may: the sender should come again later. */
export class Overloaded extends Error {
  override name = 'Overloaded';
}

interface Waiting {
  report: AdmittedReport;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/** A longer transaction would hold up the event loop of a synchronous store for too long (2000 rows: about 40 ms). */
const MAX_BATCH = 2000;
const MAX_WAITING = 20_000;

/**
 * Commits reports together: at once when nothing is under way; what arrives meanwhile is the next batch. There is no
 * timer: waiting for one costs latency and throughput.
 */
export class GroupCommit {
  readonly #commit: (batch: readonly AdmittedReport[]) => Promise<Map<string, number>>;
  #waiting: Waiting[] = [];
  #isRunning = false;
  #whenIdle: (() => void)[] = [];

  constructor(commit: (batch: readonly AdmittedReport[]) => Promise<Map<string, number>>) {
    this.#commit = commit;
  }

  /** How many reports wait for a transaction to begin. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Resolves only after the transaction that holds the report is on disk.
   * @throws Overloaded when too many wait; and whatever the store throws
   */
  add(report: AdmittedReport): Promise<Outcome> {
    if (this.#waiting.length >= MAX_WAITING) return Promise.reject(new Overloaded('too many reports wait'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ report, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  /** Resolves when nothing waits any more. For the end, when nothing new is taken. */
  drain(): Promise<void> {
    return this.#isRunning ? new Promise((resolve) => this.#whenIdle.push(resolve)) : Promise.resolve();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      // One turn of the event loop: gathers what the sockets already hold, and keeps a synchronous store from
      // starving them.
      await new Promise(setImmediate);
      await this.#commitBatch(this.#waiting.splice(0, MAX_BATCH));
    }
    this.#isRunning = false;
    for (const done of this.#whenIdle.splice(0)) done();
  }

  async #commitBatch(batch: Waiting[]): Promise<void> {
    const firsts = new Map<string, Waiting>();
    for (const item of batch) {
      const key = keyOf(item.report);
      if (!firsts.has(key)) firsts.set(key, item);
    }
    try {
      const spent = await this.#commit([...firsts.values()].map(({ report }) => report));
      for (const item of batch) item.resolve(outcomeOf(item, firsts, spent));
    } catch (error) {
      for (const item of batch) item.reject(error);
    }
  }
}

function outcomeOf(item: Waiting, firsts: Map<string, Waiting>, spent: Map<string, number>): Outcome {
  const key = keyOf(item.report);
  const first = firsts.get(key);
  const spentOn = spent.get(key) ?? first?.report.payload;
  if (spentOn !== item.report.payload) return 'conflict';
  return item === first && !spent.has(key) ? 'counted' : 'repeated';
}
