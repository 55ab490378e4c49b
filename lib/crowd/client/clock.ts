import type { Sharing } from './kept.ts';
import type { Outcome } from './transport.ts';

/** What services say of the time is exact to a second or two; smaller differences would only make slots flicker. */
const IS_SAME_MS = 5_000;

/** The services' time: devices' clocks are wrong by minutes, or by hours. */
export const serverTime = ({ clockAheadMs }: Sharing, nowMs: number): number => nowMs + clockAheadMs;

/** The same moment by this device's clock. */
export const deviceTime = ({ clockAheadMs }: Sharing, serverMs: number): number => serverMs - clockAheadMs;

/** Learns the services' time from an answer that tells it. */
export function withClock(sharing: Sharing, outcome: Outcome, nowMs: number): Sharing {
  if (outcome.outcome !== 'answer' || outcome.serverMs === undefined) return sharing;
  const clockAheadMs = outcome.serverMs - nowMs;
  return Math.abs(clockAheadMs - sharing.clockAheadMs) < IS_SAME_MS ? sharing : { ...sharing, clockAheadMs };
}

/**
 * Whether a time that was set to be at most so far ahead has come. One that lies further ahead was set before the
 * device's clock was put back.
 */
export const hasCome = (atMs: number, nowMs: number, mostAheadMs: number): boolean =>
  atMs <= nowMs || atMs > nowMs + mostAheadMs;
