import { createHmac, randomBytes } from 'node:crypto';
import { dayAt, startMsOf } from '../../../lib/crowd/day.ts';
import { type NetworkSize, networkOf } from '../http/networks.ts';

/** Fresh sets that a network can have in a day. There is nothing else an installation could prove itself with. */
const LIMITS: readonly (NetworkSize & { sets: number })[] = [
  // A household, with several browsers and a reinstallation or two.
  { ipv4: 32, ipv6: 64, sets: 4 },
  // Providers that give a household several /64. Of IPv4 it says nothing new.
  { ipv4: 32, ipv6: 56, sets: 8 },
  // Schools, and carriers that put many behind a few addresses.
  { ipv4: 24, ipv6: 48, sets: 64 },
];

/** The same request may come again when its answer was lost: so often without counting. */
const FREE_REPEATS = 3;

/** Networks remembered at most, so that the table cannot be made to grow: who is not in it then must wait for tomorrow. */
const MAX_ENTRIES = 1_000_000;

const KEY_BYTES = 32;
const NAME_CHARACTERS = 16;

/**
 * Counts the fresh sets of networks within the running UTC day. Kept in memory only and under a random key that lives as
 * long, so that not even a copy of the memory tells the addresses of another day.
 */
export class FreshSetQuota {
  readonly #counts = new Map<string, number>();
  #day = Number.NaN;
  #key = randomBytes(KEY_BYTES);

  /**
   * Counts one more set for an address; tells in how many seconds to come again when that is too many. Our own machines
   * have as many as they like.
   * @param digest of the request
   */
  take(address: string, digest: string, nowMs: number): number | undefined {
    this.#beginDay(nowMs);
    const [own, ...wider] = LIMITS.map((limit) => ({ network: networkOf(address, limit), sets: limit.sets }));
    if (own?.network === undefined) return undefined;
    const limits = [own, ...wider].map(({ network, sets }) => ({ name: this.#nameOf(network ?? ''), sets }));
    const request = this.#nameOf(`${own.network} ${digest}`);
    const repeats = this.#counts.get(request);
    if (repeats !== undefined && repeats < FREE_REPEATS) {
      this.#counts.set(request, repeats + 1);
      return undefined;
    }
    const isFull = this.#counts.size >= MAX_ENTRIES && !this.#counts.has(limits[0]?.name ?? '');
    if (isFull || limits.some(({ name, sets }) => (this.#counts.get(name) ?? 0) >= sets))
      return Math.ceil((startMsOf(this.#day + 1) - nowMs) / 1000);
    for (const name of new Set(limits.map((limit) => limit.name)))
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#counts.set(request, 0);
    return undefined;
  }

  #beginDay(nowMs: number): void {
    const day = dayAt(nowMs);
    if (day === this.#day) return;
    this.#counts.clear();
    this.#key = randomBytes(KEY_BYTES);
    this.#day = day;
  }

  #nameOf(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64').slice(0, NAME_CHARACTERS);
  }
}
