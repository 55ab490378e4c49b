import { describe, expect, it } from 'vitest';
import { attack } from '../bench/attack.ts';
import { readScenarios, simulate, TEST_START, WEEKS } from '../bench/noufaily.ts';
import { readOutages } from '../bench/outages.ts';
import { replay } from '../bench/replay.ts';

describe('an attack on the crowd’s status', () => {
  it('has no effect with new tokens on a hundred networks, once there are seasoned devices', () => {
    expect(attack(100_000, { networks: 100, isSeasoned: false }).outage).toBeUndefined();
  });

  it('does not make an outage from one network, seasoned or not', () => {
    expect(attack(100_000, { networks: 1, isSeasoned: true }).outage).toBeUndefined();
  });

  it('takes a part of all devices in use, and of all reports, that grows with the crowd', () => {
    const [small, large] = [10_000, 100_000].map((installations) =>
      attack(installations, { isSeasoned: true }),
    );
    expect(small?.outage).toBeGreaterThan(20);
    expect(large?.outage).toBeGreaterThan(0.03 * (large?.devices ?? Infinity));
  });
});

describe('a replay', () => {
  const [steep, slow] = readOutages();
  it.each([1_000, 10_000])('of a steep outage is found in time by %i installations', (installations) => {
    const delays = [1, 2, 3].map((seed) => steep && replay(steep, installations, seed));
    const median = (of: 'elevated' | 'outage' | 'end') =>
      delays.map((delay) => delay?.[of] ?? Infinity).toSorted((a, b) => a - b)[1];
    expect(median('elevated')).toBeLessThanOrEqual(2);
    expect(median('outage')).toBeLessThanOrEqual(4);
    expect(median('end')).toBeLessThanOrEqual(45);
  });

  it('of a slow one is found too', () => {
    const delays = slow && replay(slow, 10_000, 1);
    expect(delays?.outage).toBeLessThanOrEqual(5);
  });
});

describe('the simulation of Noufaily', () => {
  it('has 42 scenarios, 28 of them published', () => {
    const scenarios = readScenarios();
    expect([scenarios.length, scenarios.filter(({ isPublished }) => isPublished).length]).toEqual([42, 28]);
  });

  it('adds an outbreak to the test weeks alone, and is the same every time', () => {
    for (const scenario of readScenarios()) {
      const options = { generator: 'stated', replicate: 3, hasPastOutbreaks: true } as const;
      const run = simulate(scenario, options);
      expect(simulate(scenario, options)).toEqual(run);
      const changed = run.calm.flatMap((count, index) => (count === run.outbreak[index] ? [] : [index + 1]));
      expect(Math.min(...changed)).toBe(run.start);
      expect(Math.max(...changed)).toBe(run.end);
      expect(run.start).toBeGreaterThanOrEqual(TEST_START);
      expect(run.end).toBeLessThanOrEqual(WEEKS);
    }
  });
});
