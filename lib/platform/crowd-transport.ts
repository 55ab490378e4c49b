import type { Outcome, Question, Transport } from '../crowd/client/transport.ts';
import { withheldBecause } from './crowd-consent.ts';
import { COLLECTOR_URL, ISSUER_URL } from './crowd-hosts.ts';
import { readAnswer } from './read-answer.ts';

/** A worker may be ended after 30 s; an answer that takes a third of that is none. */
const ANSWERS_WITHIN_MS = 10_000;

const HOSTS = { collector: COLLECTOR_URL, issuer: ISSUER_URL };

/** No cookie, no referrer, nothing from or for a cache, no other host than the one that was asked. */
const ANONYMOUS = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
} as const;

/** Questions that wait for their answer, by what they ask for. */
const waiting = new Map<string, Promise<Outcome>>();

/**
 * The only way from the extension to the network. It asks whether it may before every request. What is asked for while
 * the same is on its way is not asked for again: in trouble the verdict and the reporter both want the crowd's status.
 */
export const askCrowd: Transport = (question) => {
  const { to, purpose, path, body } = question;
  if (body) return ask(question);
  const name = `${to} ${purpose} ${path}`;
  const asked = waiting.get(name) ?? ask(question).finally(() => waiting.delete(name));
  waiting.set(name, asked);
  return asked;
};

async function ask({ to, purpose, path, body, mostBytes }: Question): Promise<Outcome> {
  const reason = await withheldBecause(purpose);
  if (reason) return { outcome: 'withheld', reason };
  const post = body && { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } };
  try {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    return await readAnswer(await fetch(HOSTS[to] + path, { ...ANONYMOUS, ...post, signal }), mostBytes);
  } catch {
    return { outcome: 'unreachable' };
  }
}
