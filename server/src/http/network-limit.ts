import { networkOf } from './networks.ts';

/** Networks remembered at most: the table is emptied when more come, so that it cannot be made to grow. */
const MAX_NETWORKS = 100_000;
const MINUTE_MS = 60_000;

/** A network that sends more within a minute is no household: what more it sends counts as that of newcomers. */
export const FAIR_PER_MINUTE = 10;

/**
 * Counts what networks send within the running minute. Coarse on purpose: a /24 or /48 may be a school or a carrier.
 * Kept in memory only, and forgotten when the minute ends.
 */
export class NetworkLimit {
  readonly #perMinute: number;
  readonly #counts = new Map<string, number>();
  #endsAtMs = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts one more from an address; tells in how many seconds to come again when that is too many. */
  retryAfterSeconds(address: string, nowMs: number): number | undefined {
    const isOver = nowMs >= this.#endsAtMs || nowMs < this.#endsAtMs - MINUTE_MS; // the clock may be set back
    if (isOver || this.#counts.size >= MAX_NETWORKS) {
      this.#counts.clear();
      this.#endsAtMs = nowMs + MINUTE_MS;
    }
    const network = networkOf(address);
    if (network === undefined) return undefined;
    const count = (this.#counts.get(network) ?? 0) + 1;
    this.#counts.set(network, count);
    return count > this.#perMinute ? Math.ceil((this.#endsAtMs - nowMs) / 1000) : undefined;
  }

  /** Whether its network has sent more within the running minute than what is taken at its word. */
  isCrowded(address: string): boolean {
    const network = networkOf(address);
    return network !== undefined && (this.#counts.get(network) ?? 0) > FAIR_PER_MINUTE;
  }
}
