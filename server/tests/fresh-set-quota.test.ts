import { describe, expect, it } from 'vitest';
import { startMsOf } from '../../lib/crowd/day.ts';
import { FreshSetQuota } from '../src/issuer/fresh-set-quota.ts';

const MORNING_MS = startMsOf(20_780) + 6 * 3_600_000;
const UNTIL_MIDNIGHT_SECONDS = 18 * 3600;

let requests = 0;
/** How many of so many new requests are taken. */
function taken(
  quota: FreshSetQuota,
  count: number,
  addressOf: (index: number) => string,
  nowMs = MORNING_MS,
) {
  let n = 0;
  for (let i = 0; i < count; i += 1) {
    requests += 1;
    if (quota.take(addressOf(i), `request ${requests}`, nowMs) === undefined) n += 1;
  }
  return n;
}

describe('the quota of fresh sets', () => {
  it.each([
    ['an address', 4, () => '192.0.2.7'],
    ['a /64', 4, (i: number) => `2001:db8:0:1::${i}`],
    ['a /56', 8, (i: number) => `2001:db8:0:10${i % 10}::1`],
    ['a /24', 64, (i: number) => `192.0.2.${i}`],
    ['a /48', 64, (i: number) => `2001:db8:0:${(i * 256).toString(16)}::1`],
  ] as const)('is so many a day for %s: %i', (_what, most, addressOf) => {
    expect(taken(new FreshSetQuota(), 100, addressOf)).toBe(most);
  });

  it('says when to come again, and begins anew with the day', () => {
    const quota = new FreshSetQuota();
    taken(quota, 4, () => '192.0.2.7');
    expect(quota.take('192.0.2.7', 'fifth', MORNING_MS)).toBe(UNTIL_MIDNIGHT_SECONDS);
    expect(quota.take('192.0.2.7', 'fifth', MORNING_MS + UNTIL_MIDNIGHT_SECONDS * 1000)).toBeUndefined();
  });

  it('does not let a household use up what its neighbours have', () => {
    const quota = new FreshSetQuota();
    expect(taken(quota, 1000, () => '192.0.2.7')).toBe(4);
    expect(taken(quota, 4, () => '192.0.2.8')).toBe(4);
  });

  it('lets the same request come again a few times, from the same network', () => {
    const quota = new FreshSetQuota();
    for (let i = 0; i < 4; i += 1) expect(quota.take('192.0.2.7', 'one', MORNING_MS)).toBeUndefined();
    expect(taken(quota, 10, () => '192.0.2.7')).toBe(3);
    expect(quota.take('192.0.2.7', 'one', MORNING_MS)).toBe(UNTIL_MIDNIGHT_SECONDS);
    for (let i = 0; i < 4; i += 1) quota.take('198.51.100.1', 'one', MORNING_MS);
    expect(taken(quota, 10, () => '198.51.100.1')).toBe(3);
  });

  it('is none for our own machines', () => {
    expect(taken(new FreshSetQuota(), 500, () => '127.0.0.1')).toBe(500);
  });
});
