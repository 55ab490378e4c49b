export interface Interval {
  low: number;
  high: number;
}

/** 95 % of such intervals hold the true share. */
export const Z_95 = 1.96;
/** 99 %, for what raises an alarm. */
export const Z_99 = 2.58;

/** Wilson's score interval for `count` of `size`; everything from 0 to 1 when nobody was asked. */
export function wilson(count: number, size: number, z: number): Interval {
  if (size === 0) return { low: 0, high: 1 };
  const share = count / size;
  const centre = share + (z * z) / (2 * size);
  const half = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  const scale = 1 + (z * z) / size;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}
