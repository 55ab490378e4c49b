import { expect, it } from 'vitest';
import { NetworkLimit } from '../src/http/network-limit.ts';
import { ClockTrust } from '../src/publish/clock-trust.ts';
import { Publisher } from '../src/publish/publisher.ts';
import { admitted, MINUTE_MS, NOON_MINUTE, NOON_MS } from './support/reports.ts';
import { describeStores } from './support/stores.ts';

const HOUR_MS = 60 * MINUTE_MS;

it('trusts a clock that runs evenly, also one that is set back', () => {
  const clock = new ClockTrust();
  expect(clock.isTrusted(NOON_MS, 0)).toBe(true);
  expect(clock.isTrusted(NOON_MS + 5000, 5000)).toBe(true);
  expect(clock.isTrusted(NOON_MS - HOUR_MS, 10_000)).toBe(true);
});

it('does not trust a clock that has jumped ahead, until what it closed is closed in truth', () => {
  const clock = new ClockTrust();
  clock.isTrusted(NOON_MS, 0);
  expect(clock.isTrusted(NOON_MS + HOUR_MS, 5000)).toBe(false);
  expect(clock.isTrusted(NOON_MS, 10_000), 'set right again').toBe(false);
  expect(clock.isTrusted(NOON_MS + 20 * MINUTE_MS, 20 * MINUTE_MS)).toBe(false);
  expect(clock.isTrusted(NOON_MS + 31 * MINUTE_MS, 31 * MINUTE_MS)).toBe(true);
});

it('limits networks by the minute when the clock is set back, not until it has come so far again', () => {
  const limit = new NetworkLimit(1);
  expect(limit.retryAfterSeconds('192.0.2.1', NOON_MS)).toBeUndefined();
  expect(limit.retryAfterSeconds('192.0.2.1', NOON_MS - HOUR_MS)).toBeUndefined();
  expect(limit.retryAfterSeconds('192.0.2.1', NOON_MS - HOUR_MS)).toBe(60);
});

describeStores('a publisher whose clock was a day ahead', (kind) => {
  it('rolls up the hours of that day all the same', async () => {
    const store = await (await kind.place()).open();
    const clock = { nowMs: NOON_MS };
    const publisher = new Publisher({
      store,
      now: () => clock.nowMs,
      passed: () => 0,
      everyMs: 5000,
      maxReportsPerSecond: 2000,
    });
    await store.commit([admitted()]);
    await publisher.update();
    clock.nowMs += 24 * HOUR_MS;
    await publisher.update();
    clock.nowMs = NOON_MS + MINUTE_MS;
    await store.commit([admitted({ minute: NOON_MINUTE + 1 })]);
    await publisher.update();
    clock.nowMs = NOON_MS + HOUR_MS + 11 * MINUTE_MS;
    await publisher.update();
    expect(await store.hourCounts([NOON_MS / HOUR_MS])).toMatchObject([{ n: 2 }]);
    await store.close();
  });
});
