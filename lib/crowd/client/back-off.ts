import { GRACE_SECONDS, SLOT_SECONDS } from '../slot.ts';
import { hasCome } from './clock.ts';
import type { Retry } from './kept.ts';

/** How failures are followed by the next attempt: twice as long each time, up to a bound. */
export interface BackOff {
  firstMs: number;
  mostMs: number;
  /** A service may ask for so much patience; with more, a slip of its own would end all sharing. */
  patienceMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Reports: after their slot's grace nobody takes them. */
export const REPORT_BACK_OFF: BackOff = {
  firstMs: 500,
  mostMs: 2 * MINUTE_MS,
  patienceMs: (SLOT_SECONDS + GRACE_SECONDS) * 1000,
};
/** The collector's status: without it nothing can be reported. */
export const STATUS_BACK_OFF: BackOff = {
  firstMs: 5_000,
  mostMs: 10 * MINUTE_MS,
  patienceMs: 60 * MINUTE_MS,
};
/** Tokens: the stock lasts for a day or more, but whoever has just begun has none. */
export const ISSUER_BACK_OFF: BackOff = { firstMs: 10_000, mostMs: 60 * MINUTE_MS, patienceMs: DAY_MS };
/** An issuer that lies: it has this time to be put right. */
export const LYING_BACK_OFF: BackOff = { firstMs: 6 * 60 * MINUTE_MS, mostMs: DAY_MS, patienceMs: DAY_MS };

/** Devices that were told the same time come back one after the other within so much more. */
const SPREAD = 0.1;

/** Random by half in either direction: devices that failed together shall not come back together. */
export function retryAfter(
  { firstMs, mostMs, patienceMs }: BackOff,
  { failures }: Pick<Retry, 'failures'>,
  nowMs: number,
  random: () => number,
  askedForS = 0,
): Retry {
  const ownMs = Math.min(firstMs * 2 ** failures, mostMs) * (0.5 + random());
  const askedForMs = Math.min(askedForS * 1000, patienceMs) * (1 + SPREAD * random());
  return { atMs: nowMs + Math.max(ownMs, askedForMs), failures: failures + 1 };
}

/** Whether it may be tried again; without a failure it may. */
export const mayTry = ({ mostMs, patienceMs }: BackOff, retry: Retry | undefined, nowMs: number): boolean =>
  retry === undefined || hasCome(retry.atMs, nowMs, Math.max(1.5 * mostMs, (1 + SPREAD) * patienceMs));
