import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Networks remembered at most: the table is emptied when more come, so that it cannot be made to grow. */
const MAX_NETWORKS = 100_000;
const MINUTE_MS = 60_000;

/** A network that sends more within a minute is no household: what more it sends counts as that of newcomers. */
export const FAIR_PER_MINUTE = 10;

/** Our own machines: proxies whose word on the sender's address is not taken. One limit for all they pass on would be none. */
const OWN = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  OWN.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
] as const)
  OWN.addSubnet(network, bits, 'ipv6');

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

/** The /24 or /48 of an address; undefined for our own machines and for what is no address. */
export function networkOf(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return OWN.check(plain, 'ipv4') ? undefined : plain.split('.').slice(0, 3).join('.');
  if (!isIPv6(plain) || OWN.check(plain, 'ipv6')) return undefined;
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = plain.includes('::') ? Array.from({ length: 8 - left.length - right.length }, () => '0') : [];
  return [...left, ...zeros, ...right]
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
