import { expect, it } from 'vitest';
import { networkOf } from '../src/http/network-limit.ts';

it.each([
  ['192.0.2.77', '192.0.2'],
  ['::ffff:192.0.2.77', '192.0.2'],
  ['2001:db8:1:2::3', '2001:db8:1'],
  ['2001:0DB8::1', '2001:db8:0'],
  ['2001::1:2', '2001:0:0'],
  ['fe80::1%eth0', 'fe80:0:0'],
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
