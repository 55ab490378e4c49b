import { expect, it } from 'vitest';
import { networkOf } from '../src/http/networks.ts';

it.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2::3', '2001:db8:1:0:0:0:0:0/48'],
  ['2001:0DB8::1', '2001:db8:0:0:0:0:0:0/48'],
  ['2001::1:2', '2001:0:0:0:0:0:0:0/48'],
  ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:0/48'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each([
  '127.0.0.1',
  '::1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '::ffff:10.0.0.1',
  'fd12::1',
  'nonsense',
  '',
])('our own machines, and what is no address, have no limit: %s', (address) => {
  expect(networkOf(address)).toBeUndefined();
});

it.each([
  ['192.0.2.77', { ipv4: 32, ipv6: 64 }, '192.0.2.77/32'],
  ['192.0.2.77', { ipv4: 28, ipv6: 64 }, '192.0.2.64/28'],
  ['2001:db8:1:23ff::3', { ipv4: 32, ipv6: 64 }, '2001:db8:1:23ff:0:0:0:0/64'],
  ['2001:db8:1:23ff::3', { ipv4: 32, ipv6: 56 }, '2001:db8:1:2300:0:0:0:0/56'],
])('networks may be smaller: of %s with %o it is %s', (address, size, network) => {
  expect(networkOf(address, size)).toBe(network);
});
