import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CELLS } from '../../lib/crowd/cells.ts';
import { encodeReport, NONCE_BYTES, REPORTED_SYMPTOMS, SIGNATURE_BYTES } from '../../lib/crowd/report.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Ledger } from './ledger.ts';

const SENDERS = 64;
/** Longer than the collector waits for its store. */
const ANSWER_WITHIN_MS = 20_000;
const RETRY_AFTER_MS = { least: 20, most: 100 };
/** A collector that has not come back by then never will. */
const GIVE_UP_AFTER_MS = 90_000;

/** Devices that report one after the other, and send what was not acknowledged again, with the same bytes. */
export class Senders {
  /** How often reports were refused for the moment (503), went unanswered, or got an answer nobody expects. */
  readonly tally = { refused: 0, unanswered: 0, surprises: new Map<number, number>() };
  readonly #url: string;
  readonly #ledger: Ledger;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  #isStopping = false;
  #working: Promise<unknown> = Promise.resolve();
  #onAcknowledged: ((sentAtMs: number) => void) | undefined;

  constructor(url: string, ledger: Ledger) {
    this.#url = url;
    this.#ledger = ledger;
  }

  start(): void {
    this.#isStopping = false;
    this.#working = Promise.all(Array.from({ length: SENDERS }, () => this.#sendOn()));
  }

  /** Sends no new reports; resolves when everything sent was acknowledged. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#working;
    this.#agent.destroy();
  }

  /** Resolves with the time, by performance.now(), of the first acknowledgement of a request begun from now on. */
  nextAcknowledgement(): Promise<number> {
    const nowMs = performance.now();
    return new Promise((resolve) => {
      this.#onAcknowledged = (sentAtMs) => {
        if (sentAtMs >= nowMs) resolve(performance.now());
      };
    });
  }

  async #sendOn(): Promise<void> {
    while (!this.#isStopping) {
      const report = randomReport();
      this.#ledger.send(report);
      await this.#deliver(report);
    }
  }

  async #deliver(report: Uint8Array): Promise<void> {
    const giveUpAtMs = performance.now() + GIVE_UP_AFTER_MS;
    while (performance.now() < giveUpAtMs) {
      const sentAtMs = performance.now();
      const status = await this.#post(report);
      if (status === 200) {
        this.#ledger.acknowledge(report);
        this.#onAcknowledged?.(sentAtMs);
        return;
      }
      if (status === undefined) this.tally.unanswered += 1;
      else if (status === 503) this.tally.refused += 1;
      else this.tally.surprises.set(status, (this.tally.surprises.get(status) ?? 0) + 1);
      await sleep(RETRY_AFTER_MS.least + Math.random() * (RETRY_AFTER_MS.most - RETRY_AFTER_MS.least));
    }
  }

  /** @returns undefined when no answer came */
  #post(body: Uint8Array): Promise<number | undefined> {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': body.length };
    return new Promise((resolve) => {
      const sent = request(`${this.#url}/v1/reports`, { method: 'POST', agent: this.#agent, headers });
      sent.setTimeout(ANSWER_WITHIN_MS, () => sent.destroy());
      sent.once('response', (response) => {
        response.resume().once('close', () => resolve(response.complete ? response.statusCode : undefined));
      });
      sent.once('error', () => resolve(undefined));
      sent.end(body);
    });
  }
}

const below = (limit: number) => Math.floor(Math.random() * limit);

function randomReport(): Uint8Array {
  return encodeReport({
    slot: slotAt(Date.now()),
    nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)),
    signature: new Uint8Array(SIGNATURE_BYTES),
    ageMinutes: 0,
    cell: below(CELLS.length),
    symptom: REPORTED_SYMPTOMS[below(REPORTED_SYMPTOMS.length)] ?? 'ok',
    isPanel: Math.random() < 0.5,
  });
}
