import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/bench/random.ts';
import { trendOf } from '../../bench/trend.ts';

const line = (n: number, y: (x: number) => number) => Array.from({ length: n }, (_, x) => ({ x, y: y(x) }));

describe('a trend', () => {
  it('of points on a line is that line', () => {
    expect(trendOf(line(10, (x) => 3 + 2 * x))).toEqual({ slope: 2, low: 2, high: 2 });
  });

  it('holds the true slope in its interval 19 times of 20', () => {
    const random = createRandom(5);
    const holds = Array.from({ length: 400 }, () => {
      const { low, high } = trendOf(line(24, (x) => 0.5 * x + random.normal()));
      return low <= 0.5 && 0.5 <= high;
    });
    expect(holds.filter(Boolean).length / 400).toBeGreaterThan(0.92);
  });

  it('is less certain of measurements that hang together', () => {
    const wave = line(24, (x) => Math.sin(x / 2));
    const shuffled = line(24, (x) => wave[(x * 7) % 24]?.y ?? 0);
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(trendOf(wave))).toBeGreaterThan(width(trendOf(shuffled)));
  });

  it('needs five points: two are always on a line', () => {
    expect(() => trendOf(line(4, (x) => x))).toThrow(RangeError);
  });
});
