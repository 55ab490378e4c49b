import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT_MS = 30_000;

/**
 * Asks again every 50 ms until the answer is truthy, and returns it.
 *
 * @throws Error naming `what` after 30 s without one.
 */
export async function poll<T>(what: string, ask: () => Promise<T | false | undefined>): Promise<T> {
  const deadlineMs = performance.now() + TIMEOUT_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadlineMs) throw new Error(`waited ${TIMEOUT_MS} ms in vain for ${what}`);
    await sleep(50);
  }
}
