import { hasCome } from './clock.ts';
import type { Retry } from './kept.ts';

/** How failures are followed by the next attempt: twice as long each time, up to a bound. */
export interface BackOff {
  firstMs: number;
  mostMs: number;
}

/** Reports: their slot's grace is ten minutes. */
export const REPORT_BACK_OFF: BackOff = { firstMs: 500, mostMs: 2 * 60_000 };
/** The collector's status: without it nothing can be reported. */
export const STATUS_BACK_OFF: BackOff = { firstMs: 5_000, mostMs: 10 * 60_000 };
/** Tokens: the stock lasts for a day or more, but whoever has just begun has none. */
export const ISSUER_BACK_OFF: BackOff = { firstMs: 10_000, mostMs: 3_600_000 };

/** A service may ask for patience until the next day; no longer, or a slip of its own would end all sharing. */
export const MOST_PATIENCE_MS = 24 * 3_600_000;

/** Random by half in either direction: devices that failed together shall not come back together. */
export function retryAfter(
  { firstMs, mostMs }: BackOff,
  { failures }: Pick<Retry, 'failures'>,
  nowMs: number,
  random: () => number,
  askedForS = 0,
): Retry {
  const ownMs = Math.min(firstMs * 2 ** failures, mostMs) * (0.5 + random());
  const askedForMs = Math.min(askedForS * 1000, MOST_PATIENCE_MS) * (1 + random() / 10);
  return { atMs: nowMs + Math.max(ownMs, askedForMs), failures: failures + 1 };
}

/** Whether it may be tried again; without a failure it may. */
export const mayTry = (retry: Retry | undefined, nowMs: number): boolean =>
  retry === undefined || hasCome(retry.atMs, nowMs, 1.1 * MOST_PATIENCE_MS);
