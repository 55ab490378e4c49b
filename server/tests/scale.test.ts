import { describe, expect, it } from 'vitest';
import { liveDays } from '../bench/scale/day.ts';
import { readsOf } from '../bench/scale/reads.ts';
import { bytesAfterAYear } from '../bench/scale/storage.ts';

const COSTS = { checkMicros: 1, signMicros: 1, countBytes: 20, hourBytes: 30, seenBytes: 30 };
const CEILING_PER_SECOND = 2000;

describe('a day of many installations', () => {
  const [some, many, most] = [1e4, 1e6, 1e8].map((installations) => liveDays(installations, 1));

  it('has its outage found, and none where there is none', () => {
    for (const day of [some, many, most]) {
      expect(day?.detectedInMinutes).toBeLessThanOrEqual(4);
      expect(day?.falseMinutes).toBe(0);
    }
  });

  it('brings reports under the ceiling, however many there are', () => {
    expect(most?.outagePerSecond).toBeLessThan(CEILING_PER_SECOND);
    expect(most?.calmPerSecond).toBeLessThan(50);
  });

  it('publishes a share that is as near to the truth as it says, and nearer with more of them', () => {
    for (const day of [some, many, most])
      expect((day?.calm.covered ?? 0) / (day?.calm.published ?? 0)).toBeGreaterThan(0.85);
    expect(many?.outage.error).toBeLessThan(some?.outage.error ?? 0);
    expect(most?.outage.error).toBeLessThan(0.005);
  });

  it('takes room for what is different, not for each report', () => {
    const [less, more] = [many, most].map((day) => (day ? bytesAfterAYear(day, COSTS) : 0));
    expect((more ?? 0) / (less ?? 1)).toBeLessThan(5);
  });
});

it('the origin answers a CDN, not its readers', () => {
  const [few, crowd] = [readsOf(1e3, 'calm'), readsOf(1e8, 'trouble')];
  expect(few.originPerSecond).toBeGreaterThan(few.perSecond * 0.5);
  expect(crowd.originPerSecond).toBeLessThan(14);
  expect(crowd.hitPart).toBeGreaterThan(0.9999);
});
