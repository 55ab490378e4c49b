import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CELLS } from '../../lib/crowd/cells.ts';
import {
  encodeReport,
  NONCE_BYTES,
  REPORTED_SYMPTOMS,
  type Report,
  SIGNATURE_BYTES,
} from '../../lib/crowd/report.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Ledger } from './ledger.ts';

const SENDERS = 64;
const ANSWER_WITHIN_MS = 20_000;
const RETRY_AFTER_MS = { least: 20, most: 100 };
/** A collector that has not come back by then never will. */
const GIVE_UP_AFTER_MS = 90_000;

export interface SenderOptions {
  senders: number;
  /** Longer than the collector waits for its store. */
  answerWithinMs: number;
  /** Between the reports of one sender. */
  pauseMs: number;
  /** The collector's clock, by which slots go. */
  now: () => number;
}

const USUAL: SenderOptions = {
  senders: SENDERS,
  answerWithinMs: ANSWER_WITHIN_MS,
  pauseMs: 0,
  now: Date.now,
};

/** Devices that report one after the other, and send what was not acknowledged again, with the same bytes. */
export class Senders {
  /** How often reports were refused for the moment (503), went unanswered, or got an answer nobody expects; the longest wait. */
  readonly tally = { refused: 0, unanswered: 0, longestMs: 0, surprises: new Map<number, number>() };
  readonly #urls: readonly string[];
  readonly #ledger: Ledger;
  readonly #options: SenderOptions;
  readonly #agent = new Agent({ keepAlive: true });
  #isStopping = false;
  #working: Promise<unknown> = Promise.resolve();
  #onAcknowledged: ((sender: number, sentAtMs: number) => void) | undefined;

  /** @param urls of collectors: a sender that gets no answer from one turns to the next, as a proxy does for it */
  constructor(urls: string | readonly string[], ledger: Ledger, options: Partial<SenderOptions> = {}) {
    this.#urls = [urls].flat();
    this.#ledger = ledger;
    this.#options = { ...USUAL, ...options };
  }

  start(): void {
    this.#isStopping = false;
    this.#working = Promise.all(
      Array.from({ length: this.#options.senders }, (_, sender) => this.#sendOn(sender)),
    );
  }

  /** Sends no new reports; resolves when everything sent was acknowledged. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#working;
    this.#agent.destroy();
  }

  /**
   * Resolves with the time, by performance.now(), when each sender has got an acknowledgement of a request begun from now
   * on.
   */
  allAcknowledged(): Promise<number> {
    const nowMs = performance.now();
    const waiting = new Set(Array.from({ length: this.#options.senders }, (_, sender) => sender));
    return new Promise((resolve) => {
      this.#onAcknowledged = (sender, sentAtMs) => {
        if (sentAtMs >= nowMs) waiting.delete(sender);
        if (waiting.size === 0) resolve(performance.now());
      };
    });
  }

  /** What must not have happened, once they have stopped. */
  complaints(): string[] {
    const unheard = this.#ledger.sent - this.#ledger.acknowledged;
    return [
      ...[...this.tally.surprises].map(([status, n]) => `${n} answers of ${status}`),
      ...(unheard > 0 ? [`${unheard} reports were never acknowledged`] : []),
    ];
  }

  async #sendOn(sender: number): Promise<void> {
    while (!this.#isStopping) {
      const report = randomReport(slotAt(this.#options.now()));
      this.#ledger.send(report);
      await this.#deliver(sender, report);
      if (this.#options.pauseMs > 0) await sleep(this.#options.pauseMs);
    }
  }

  async #deliver(sender: number, report: Uint8Array): Promise<void> {
    let turn = sender;
    const giveUpAtMs = performance.now() + GIVE_UP_AFTER_MS;
    while (performance.now() < giveUpAtMs) {
      const sentAtMs = performance.now();
      const url = this.#urls[turn % this.#urls.length] ?? '';
      const { answerWithinMs } = this.#options;
      const status = await postReport(url, report, { agent: this.#agent, answerWithinMs });
      if (status === 200) {
        this.tally.longestMs = Math.max(this.tally.longestMs, performance.now() - sentAtMs);
        this.#ledger.acknowledge(report);
        this.#onAcknowledged?.(sender, sentAtMs);
        return;
      }
      turn += 1;
      if (status === undefined) this.tally.unanswered += 1;
      else if (status === 503) this.tally.refused += 1;
      else this.tally.surprises.set(status, (this.tally.surprises.get(status) ?? 0) + 1);
      await sleep(RETRY_AFTER_MS.least + Math.random() * (RETRY_AFTER_MS.most - RETRY_AFTER_MS.least));
    }
  }
}

/**
 * Sends one report.
 * @returns the status; undefined when no answer came
 */
export function postReport(
  url: string,
  body: Uint8Array,
  options: { agent?: Agent; headers?: Record<string, string>; answerWithinMs?: number } = {},
): Promise<number | undefined> {
  const { agent, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const headers = {
    ...options.headers,
    'content-type': 'application/octet-stream',
    'content-length': body.length,
  };
  return new Promise((resolve) => {
    const sent = request(`${url}/v1/reports`, {
      method: 'POST',
      timeout: answerWithinMs,
      ...(agent && { agent }),
      headers,
    });
    sent.once('timeout', () => sent.destroy());
    sent.once('response', (response) => {
      response.resume().once('close', () => resolve(response.complete ? response.statusCode : undefined));
    });
    sent.once('error', () => resolve(undefined));
    sent.end(body);
  });
}

const below = (limit: number) => Math.floor(Math.random() * limit);

/** A report with everything that is not given drawn by lot. */
export const reportOf = (given: Partial<Report> & { slot: number }): Uint8Array =>
  encodeReport({
    nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)),
    signature: new Uint8Array(SIGNATURE_BYTES),
    ageMinutes: 0,
    cell: below(CELLS.length),
    symptom: REPORTED_SYMPTOMS[below(REPORTED_SYMPTOMS.length)] ?? 'ok',
    isPanel: Math.random() < 0.5,
    ...given,
  });

export const randomReport = (slot: number): Uint8Array => reportOf({ slot });
