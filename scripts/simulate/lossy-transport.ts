import type { Outcome, Question, Transport } from '../../lib/crowd/client/transport.ts';
import { NONCE_BYTES } from '../../lib/crowd/report.ts';
import { readAnswer } from '../../lib/platform/read-answer.ts';
import type { Ledger } from './ledger.ts';

const NONCE_AT = 4;
const REPORTS_PATH = '/v1/reports';

export interface Wire {
  hosts: Record<Question['to'], string>;
  /** Part of the questions that never arrive, and of the answers that never come back. */
  loss: number;
  random: () => number;
  /** The services' clock: their answers' own dates are those of this machine, where time passes otherwise. */
  nowMs: () => number;
  ledger: Ledger;
}

/** Asks over HTTP, on a network that loses some of it. */
export const lossyTransport =
  ({ hosts, loss, random, nowMs, ledger }: Wire): Transport =>
  async ({ to, path, body, mostBytes }): Promise<Outcome> => {
    const note = (answer: number | 'lost') => {
      if (path === REPORTS_PATH && body) ledger.note(nonceIn(body), answer);
    };
    if (random() < loss) {
      note('lost');
      return { outcome: 'unreachable' };
    }
    const post = body && { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } };
    const outcome = await fetch(hosts[to] + path, { ...post, redirect: 'error' })
      .then((response) => readAnswer(response, mostBytes))
      .catch((): Outcome => ({ outcome: 'unreachable' }));
    note(outcome.outcome === 'answer' ? outcome.status : 'lost');
    if (outcome.outcome !== 'answer' || random() < loss) return { outcome: 'unreachable' };
    return { ...outcome, serverMs: Math.floor(nowMs() / 1000) * 1000 };
  };

const nonceIn = (report: Uint8Array): string =>
  Buffer.from(report.buffer, report.byteOffset + NONCE_AT, NONCE_BYTES).toString('hex');
