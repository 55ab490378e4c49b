/** A count's distribution by its first two moments: negative binomial, which a Poisson is the limit of. */
export interface CountDistribution {
  mean: number;
  /** At least the mean: people do not report independently of each other. */
  variance: number;
}

/** What a count should be. The variance holds more than the dispersion says where the mean is not well known. */
export interface CountForecast extends CountDistribution {
  /** Variance divided by mean, if the mean were known. */
  dispersion: number;
}

/** Nearer to a Poisson than anybody can tell; keeps the sizes below finite. */
const MIN_DISPERSION = 1 + 1e-6;

/** P(Y >= count). */
export function upperTail({ mean, variance }: CountDistribution, count: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  const dispersion = Math.max(variance / mean, MIN_DISPERSION);
  return regularizedBeta(1 - 1 / dispersion, count, mean / (dispersion - 1));
}

/**
 * P(Y > count) + P(Y = count) / 2: counts are coarse, and half of the step is what makes the rate of false alarms
 * come out as asked for where a handful is expected.
 */
export const midTail = (distribution: CountDistribution, count: number): number =>
  (upperTail(distribution, count) + upperTail(distribution, count + 1)) / 2;

/** The smallest count that at most a part `alpha` of all draws reaches. */
export function upperQuantile(distribution: CountDistribution, alpha: number): number {
  let low = 0;
  let high = Math.ceil(distribution.mean + 4 * Math.sqrt(distribution.variance)) + 1;
  while (upperTail(distribution, high) > alpha) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (upperTail(distribution, middle) > alpha) low = middle;
    else high = middle;
  }
  return high;
}

/** The same for a part of the time, or for more people: noise adds up, what is not known of the mean is the same in all. */
export function partOf({ mean, variance, dispersion }: CountForecast, factor: number): CountForecast {
  const noise = dispersion * mean;
  return {
    mean: mean * factor,
    variance: noise * factor + (variance - noise) * factor ** 2,
    dispersion,
  };
}

/** Several of them together; undefined when there are none. */
export function sumForecasts(forecasts: readonly CountForecast[]): CountForecast | undefined {
  if (forecasts.length === 0) return undefined;
  const sum = (of: (forecast: CountForecast) => number) =>
    forecasts.reduce((total, forecast) => total + of(forecast), 0);
  const mean = sum((forecast) => forecast.mean);
  return {
    mean,
    variance: sum(({ variance }) => variance),
    dispersion: sum((forecast) => forecast.dispersion * forecast.mean) / mean,
  };
}

const MAX_STEPS = 10_000;
const TINY = 1e-300;

/** I_x(a, b), by the continued fraction of DLMF 8.17.22 in Lentz's form. */
function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MAX_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-12) break;
  }
  return Math.min(1, (front * fraction) / a);
}

const notZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Stirling's series; small arguments are moved up by the recurrence first. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z += 1) shift -= Math.log(z);
  const square = 1 / (z * z);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / z;
  return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}
