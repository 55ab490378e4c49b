import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectSeries } from '../bench/detect-series.ts';
import { createRandom } from '../bench/random.ts';
import { midTail, upperQuantile, upperTail } from '../src/detect/negative-binomial.ts';
import { forecast, learn, newSeasonalCounts, seasonOf } from '../src/detect/seasonal-counts.ts';
import { MIN_LEARNT_HOURS } from '../src/detect/thresholds.ts';
import { type HourFigures, learnHour, newUsualHours, usualHour } from '../src/detect/usual-hour.ts';

describe('the negative binomial', () => {
  // R 4.2: pnbinom(count - 1, mu = mean, size = mean^2 / (variance - mean), lower.tail = FALSE), ppois for the last.
  it.each([
    [0.14, 0.28, 2, 0.0289545],
    [12, 36, 30, 0.009891168],
    [148, 177, 180, 0.01087523],
    [1e5, 2e6, 1.05e5, 0.0002470843],
    [0.01, 0.013, 5, 5.753383e-6],
    [5, 5, 12, 0.005453092],
  ])('of mean %d and variance %d reaches %d as often as R says', (mean, variance, count, tail) => {
    expect(upperTail({ mean, variance }, count) / tail).toBeCloseTo(1, 4);
  });

  it('reaches its quantile at most as often as asked for, and what is below more often', () => {
    const draws = fc.tuple(
      fc.double({ min: 0.01, max: 1e4, noNaN: true }),
      fc.double({ min: 1, max: 50, noNaN: true }),
      fc.double({ min: 1e-7, max: 0.1, noNaN: true }),
    );
    fc.assert(
      fc.property(draws, ([mean, dispersion, alpha]) => {
        const distribution = { mean, variance: mean * dispersion };
        const quantile = upperQuantile(distribution, alpha);
        expect(upperTail(distribution, quantile)).toBeLessThanOrEqual(alpha);
        if (quantile > 1) expect(upperTail(distribution, quantile - 1)).toBeGreaterThan(alpha);
        expect(midTail(distribution, quantile)).toBeLessThanOrEqual(alpha);
      }),
    );
  });
});

describe('a series of counts', () => {
  const weeks = (length: number, meanAt: (week: number) => number, seed = 1) => {
    const random = createRandom(seed);
    return Array.from({ length }, (_, week) => random.negativeBinomial(meanAt(week), 1.5));
  };
  const seasonal = (week: number) => 20 * Math.exp(0.5 * Math.cos((2 * Math.PI * week) / 52));

  it('has about as many false alarms as asked for', () => {
    const points = Array.from({ length: 20 }, (_, seed) =>
      detectSeries(weeks(416, seasonal, seed), { period: 52, alpha: 0.01 }).slice(208),
    ).flat();
    const alarms = points.filter(({ isAlarm }) => isAlarm).length;
    expect(alarms / points.length).toBeGreaterThan(0.004);
    expect(alarms / points.length).toBeLessThan(0.019);
  });

  it('knows its season and its growth', () => {
    const points = detectSeries(
      weeks(416, (week) => seasonal(week) * 1.003 ** week),
      { period: 52, alpha: 0.01 },
    );
    for (const week of [400, 410, 415])
      expect((points[week]?.expected ?? 0) / (seasonal(week) * 1.003 ** week)).toBeCloseTo(1, 0);
  });

  it('says nothing before it knows what is usual, and nothing of a gap', () => {
    const counts = weeks(120, seasonal).map((count, week) => (week === 100 ? undefined : count));
    const points = detectSeries(counts, { period: 52, alpha: 0.01 });
    expect(points[0]?.isAlarm).toBeUndefined();
    expect(points[100]?.isAlarm).toBeUndefined();
    expect(points[101]?.isAlarm).toBe(false);
  });

  it('does not look ahead', () => {
    const counts = weeks(260, seasonal);
    const whole = detectSeries(counts, { period: 52, alpha: 0.01 });
    expect(detectSeries(counts.slice(0, 200), { period: 52, alpha: 0.01 })).toEqual(whole.slice(0, 200));
  });

  it('is not taught by an outage, and is by one that never ends', () => {
    const season = seasonOf(168);
    const afterMany = (oddHours: number) => {
      let state = newSeasonalCounts(season);
      for (let hour = 0; hour < 900 + oddHours; hour += 1)
        state = learn(state, season, hour, hour < 900 ? 10 : 200);
      return forecast(state, season, 900 + oddHours).mean;
    };
    expect(afterMany(12)).toBeCloseTo(10, 0);
    expect(afterMany(48)).toBeGreaterThan(150);
  });

  it('takes as much memory after a thousand steps as after ten', () => {
    const season = seasonOf(168);
    let state = newSeasonalCounts(season);
    const sizeOf = () => JSON.stringify(Object.values(state).map((value) => Object(value).length ?? 1));
    for (let hour = 0; hour < 10; hour += 1) state = learn(state, season, hour, hour % 7);
    const early = sizeOf();
    for (let hour = 10; hour < 1000; hour += 1) state = learn(state, season, hour, hour % 7);
    expect(sizeOf()).toBe(early);
  });
});

describe('what is usual in an hour', () => {
  const play = (hours: number, figuresAt: (hour: number) => HourFigures | undefined) => {
    let usual = newUsualHours(0);
    for (let hour = 0; hour < hours; hour += 1) usual = learnHour(usual, figuresAt(hour));
    return usual;
  };
  const calm = { problem: 12, panelProblem: 1, panelOk: 199 };

  it('is unknown until a day was watched', () => {
    expect(
      usualHour(
        play(MIN_LEARNT_HOURS - 1, () => calm),
        30,
      ),
    ).toBeUndefined();
    expect(
      usualHour(
        play(MIN_LEARNT_HOURS, () => calm),
        30,
      )?.count.mean,
    ).toBeCloseTo(12, 0);
  });

  it('is unknown as long as there were gaps only', () => {
    expect(
      usualHour(
        play(500, () => undefined),
        500,
      ),
    ).toBeUndefined();
  });

  it('is known less after a gap', () => {
    const usual = play(168, () => calm);
    const near = usualHour(usual, 168)?.count.variance ?? 0;
    expect(usualHour(usual, 168 + 24 * 60)?.count.variance).toBeGreaterThan(near);
  });

  it('has the prior’s share where nobody was asked, and its own where many were', () => {
    const silent = play(48, () => ({ problem: 12, panelProblem: 0, panelOk: 0 }));
    expect(usualHour(silent, 48)).toMatchObject({ share: 0.005 });
    const asked = usualHour(
      play(336, () => ({ problem: 12, panelProblem: 20, panelOk: 980 })),
      336,
    );
    expect(asked?.share).toBeCloseTo(0.02, 2);
    expect(asked?.shareHigh).toBeGreaterThan(asked?.share ?? 1);
  });

  it('does not learn the share of an outage', () => {
    const bad = { problem: 900, panelProblem: 150, panelOk: 50 };
    const usual = play(340, (hour) => (hour >= 330 && hour < 334 ? bad : calm));
    expect(usualHour(usual, 498)?.share).toBeLessThan(0.01);
  });
});
