import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../tests/bench/spread.ts';
import { attack } from '../bench/attack.ts';
import { CrowdSimulation, USUAL_TROUBLE, usualActivity } from '../bench/crowd-simulation.ts';
import { readScenarios, simulate, TEST_START, WEEKS } from '../bench/noufaily.ts';
import { type Outage, readOutages } from '../bench/outages.ts';
import { comparePaired, mcNemar } from '../bench/paired.ts';
import { createRandom } from '../bench/random.ts';
import { type Delays, replay } from '../bench/replay.ts';

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

  it('takes more than a hundredth of all devices in use from bursts, too', () => {
    const burst = attack(100_000, { isSeasoned: true, isBurst: true });
    expect(burst.outage).toBeGreaterThan(0.012 * burst.devices);
  });
});

describe('a replay', () => {
  const [steep, slow] = readOutages();
  const replays = (outage: Outage | undefined, installations: number, seeds: number) =>
    Array.from({ length: seeds }, (_, seed) => outage && replay(outage, installations, seed + 1)).filter(
      (one) => one !== undefined,
    );
  const medianOf = (delays: Delays[], of: (one: Delays) => number) => spreadOf(delays.map(of)).median;

  it.each<[name: string, outage: Outage | undefined, installations: number]>([
    ['steep', steep, 1_000],
    ['steep', steep, 10_000],
    ['slow', slow, 10_000],
  ])('of a %s outage is found in time', (_name, outage, installations) => {
    const delays = replays(outage, installations, 5);
    expect(medianOf(delays, ({ elevated }) => elevated)).toBeLessThanOrEqual(2);
    expect(medianOf(delays, ({ outage: named }) => named)).toBeLessThanOrEqual(4);
    expect(medianOf(delays, ({ end }) => end)).toBeLessThanOrEqual(45);
  });

  it('of a slow one is told by 1,000 installations soon after the third and the tenth report', () => {
    const delays = replays(slow, 1_000, 15);
    expect(medianOf(delays, ({ elevated, third }) => elevated - third)).toBeLessThanOrEqual(1);
    expect(medianOf(delays, ({ outage, tenth }) => outage - tenth)).toBeLessThanOrEqual(1);
  });
});

describe('a release of ours', () => {
  it('that makes 6 % of healthy devices report, spread within a day, is elevated and no outage', () => {
    const [start, dayMinutes] = [Date.UTC(2027, 0, 4) / 60_000, 24 * 60];
    const spread = (minute: number) => Math.min(1, Math.max(0, (minute - start) / dayMinutes));
    const simulation = new CrowdSimulation(
      {
        installations: 20_000,
        activityAt: usualActivity,
        troubleAt: (minute) => USUAL_TROUBLE + 0.06 * spread(minute),
      },
      createRandom(1),
      start - 14 * dayMinutes,
    );
    simulation.learnHours(14 * 24);
    const statuses = Array.from({ length: 1.25 * dayMinutes }, () => simulation.step()[0]?.status.status);
    expect(new Set(statuses.slice(0, 10))).toEqual(new Set(['calm']));
    expect(statuses.at(-1)).toBe('elevated');
    expect(statuses).not.toContain('outage');
  });
});

describe('a comparison on the same runs', () => {
  // R 4.2: binom.test(2, 12)$p.value and so on.
  it.each([
    [10, 10, 1],
    [10, 2, 0.03857],
    [300, 200, 8.94e-6],
  ])('that %i to %i outbreaks are found by one alone has a p of %d', (ours, theirs, p) => {
    expect(mcNemar(ours, theirs) / p).toBeCloseTo(1, 2);
  });

  it('finds no difference between a method and itself, and one where there is one', () => {
    const random = createRandom(1);
    const runs = (isBetter: boolean) =>
      readScenarios()
        .slice(0, 4)
        .flatMap((scenario) =>
          Array.from({ length: 50 }, (_, replicate) => {
            const series = simulate(scenario, { generator: 'stated', replicate, hasPastOutbreaks: true });
            const seen = replicate % 2 === 0 || (isBetter && replicate % 10 === 1) ? 9 : -1;
            return { series, calm: Array.from({ length: 10 }, () => random.normal()), outbreak: [seen] };
          }),
        );
    const [same, better] = [runs(false), runs(true)];
    expect(comparePaired(same, same, random)).toMatchObject({ difference: 0, low: 0, high: 0, p: 1 });
    const { difference, low, high, onlyOurs, onlyTheirs } = comparePaired(better, same, random);
    expect([difference, onlyOurs, onlyTheirs]).toEqual([0.1, 20, 0]);
    expect(low).toBeGreaterThan(0.05);
    expect(high).toBeLessThan(0.15);
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
