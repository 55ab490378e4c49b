import { BlockList, isIPv4, isIPv6 } from 'node:net';

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

/** How many bits of an address name a network. */
export interface NetworkSize {
  ipv4: number;
  ipv6: number;
}

/** What may be a school or a carrier. */
export const SITE: NetworkSize = { ipv4: 24, ipv6: 48 };

/**
 * The network of an address; undefined for our own machines and for what is no address.
 *
 * @example
 * networkOf('192.0.2.77'); // '192.0.2.0/24'
 * networkOf('2001:db8:1:2::3', { ipv4: 32, ipv6: 56 }); // '2001:db8:1:0:0:0:0:0/56'
 */
export function networkOf(address: string, { ipv4, ipv6 }: NetworkSize = SITE): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return OWN.check(plain, 'ipv4') ? undefined : `${maskedIpv4(plain, ipv4)}/${ipv4}`;
  if (!isIPv6(plain) || OWN.check(plain, 'ipv6')) return undefined;
  return `${maskedIpv6(plain, ipv6)}/${ipv6}`;
}

const maskedIpv4 = (address: string, bits: number): string =>
  masked(address.split('.').map(Number), 8, bits).join('.');

function maskedIpv6(address: string, bits: number): string {
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = address.includes('::')
    ? Array.from({ length: 8 - left.length - right.length }, () => '0')
    : [];
  const groups = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
  return masked(groups, 16, bits)
    .map((group) => group.toString(16))
    .join(':');
}

/** Groups of so many bits each, all zero but the first `bits`. */
const masked = (groups: readonly number[], groupBits: number, bits: number): number[] =>
  groups.map((group, index) => {
    const cut = groupBits - Math.min(Math.max(bits - index * groupBits, 0), groupBits);
    return (group >> cut) << cut;
  });
