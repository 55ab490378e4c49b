import { type CountDistribution, midTail, upperQuantile } from './negative-binomial.ts';

/**
 * What a count usually is at its time of the season, learnt from one value after the other in a fixed amount of memory:
 * a log-linear model of level, trend and waves, followed as a dynamic generalised linear model (West, Harrison and
 * Migon 1985), with a dispersion that is learnt too.
 */
export interface SeasonalCounts {
  /** How many values were learnt. */
  learnt: number;
  /** Of the logarithm of the mean: level, trend a season, then a cosine and a sine for each wave. */
  coefficients: number[];
  covariance: number[][];
  /** Squared deviations, each divided by what it would be in a Poisson, and how many of them. */
  deviations: number;
  deviationWeight: number;
  /** How many values in a row were too far off to be learnt from. */
  oddInARow: number;
}

export interface Season {
  /** Steps of a season. */
  period: number;
  /** How often in a season each wave goes round. */
  waves: readonly number[];
  /** After as many odd values in a row, they are the new normal. */
  maxOddInARow: number;
}

export interface CountForecast extends CountDistribution {
  /** Variance divided by mean, if the mean were known. */
  dispersion: number;
  /** How well it is known: the variance of its logarithm. */
  logVariance: number;
}

/** Standard deviations of the logarithm of the mean: what is thought of it before the first value... */
const PRIOR = { level: 3, trend: 0.3, wave: 0.7 };
/** ...and how much of it changes within a season. */
const DRIFT = { level: 0.03, trend: 0.003, wave: 0.02 };
/** A level that has jumped is looked for so far away. */
const JUMP = 1;

/** People report in bursts. */
const PRIOR_DISPERSION = 2;
const PRIOR_DISPERSION_WEIGHT = 10;
/** Deviations fade with this many values. */
const DISPERSION_MEMORY = 500;

/** One value in a thousand is so high by chance, and one so low: it is not learnt from. */
const ODD = 0.001;

/** e^5: where the mean is not known within such factors, more makes no difference. */
const MAX_LOG_VARIANCE = 5;
const MAX_LOG_MEAN = 30;

const DAYS_A_WEEK = 7;
/** The shape of a week, of its days, and of what sets weekends apart. */
const WEEK_WAVES = [1, 2, 6, 7, 8, 14, 21];
const PLAIN_WAVES = [1, 2];

/** How a season of `period` steps goes: one that can be split into seven is a week, and has days. */
export function seasonOf(period: number): Season {
  const isWeek = period % DAYS_A_WEEK === 0 && period > DAYS_A_WEEK;
  return {
    period,
    waves: (isWeek ? WEEK_WAVES : PLAIN_WAVES).filter((wave) => wave < period / 2),
    maxOddInARow: Math.ceil(isWeek ? period / DAYS_A_WEEK : period / 2),
  };
}

export function newSeasonalCounts({ waves }: Season): SeasonalCounts {
  const deviations = [
    PRIOR.level,
    PRIOR.trend,
    // Slow waves are the large ones.
    ...waves.flatMap((_, rank) => [PRIOR.wave / (rank + 1), PRIOR.wave / (rank + 1)]),
  ];
  return {
    learnt: 0,
    coefficients: deviations.map(() => 0),
    covariance: deviations.map((deviation, i) => deviations.map((_, j) => (i === j ? deviation ** 2 : 0))),
    deviations: PRIOR_DISPERSION * PRIOR_DISPERSION_WEIGHT,
    deviationWeight: PRIOR_DISPERSION_WEIGHT,
    oddInARow: 0,
  };
}

/** The count of `step`, if all is as usual. Steps count on from any start that is the same place in the season. */
export function forecast(state: SeasonalCounts, season: Season, step: number): CountForecast {
  return forecastAt(state, regressorsAt(season, step));
}

function forecastAt(state: SeasonalCounts, regressors: readonly number[]): CountForecast {
  const logVariance = dot(
    state.covariance.map((row) => dot(row, regressors)),
    regressors,
  );
  const mean = Math.exp(Math.min(dot(state.coefficients, regressors), MAX_LOG_MEAN));
  const dispersion = Math.max(1, state.deviations / state.deviationWeight);
  return {
    mean,
    dispersion,
    logVariance,
    variance: dispersion * mean + mean ** 2 * Math.expm1(Math.min(logVariance, MAX_LOG_VARIANCE)),
  };
}

/** Goes on by a step. A gap (undefined) teaches nothing, but what was known of the past is known less of the present. */
export function learn(
  state: SeasonalCounts,
  season: Season,
  step: number,
  count: number | undefined,
): SeasonalCounts {
  return drift(count === undefined ? state : learnCount(state, season, step, count), season.period);
}

function learnCount(state: SeasonalCounts, season: Season, step: number, count: number): SeasonalCounts {
  const regressors = regressorsAt(season, step);
  const expected = forecastAt(state, regressors);
  const tail = midTail(expected, count);
  const isHigh = tail < ODD;
  const isOdd = isHigh || tail > 1 - ODD;
  const oddInARow = isOdd ? state.oddInARow + 1 : 0;
  const isJump = oddInARow > season.maxOddInARow;
  // Outages are left out of the mean, and count for the spread as what is just not odd.
  const spread = withDeviation(state, expected, isHigh ? upperQuantile(expected, ODD) : count);
  const next = { ...state, ...spread, learnt: state.learnt + 1, oddInARow: isJump ? 0 : oddInARow };
  if (isJump) return withMean(withJump(next), regressors, count);
  return isOdd ? next : withMean(next, regressors, count);
}

/** Until there are as many values as coefficients, deviations are those of a guess. */
function withDeviation(state: SeasonalCounts, expected: CountForecast, count: number) {
  const { deviations, deviationWeight, learnt, coefficients } = state;
  if (learnt < coefficients.length) return { deviations, deviationWeight };
  const { mean, variance, dispersion } = expected;
  const keep = 1 - 1 / DISPERSION_MEMORY;
  return {
    deviations: deviations * keep + ((count - mean) ** 2 * dispersion) / variance,
    deviationWeight: deviationWeight * keep + 1,
  };
}

/**
 * The mean is thought of as gamma distributed, the count as a Poisson's divided by the dispersion: what they tell
 * together of the logarithm of the mean is passed on to the coefficients by their covariance (linear Bayes).
 */
function withMean(state: SeasonalCounts, regressors: readonly number[], count: number): SeasonalCounts {
  const { mean, dispersion, logVariance } = forecastAt(state, regressors);
  const projected = state.covariance.map((row) => dot(row, regressors));
  const known = 1 / logVariance + mean / dispersion;
  const gain = Math.log((1 / logVariance + count / dispersion) / known) / logVariance;
  const shrink = (1 - 1 / (known * logVariance)) / logVariance;
  return {
    ...state,
    coefficients: state.coefficients.map((value, i) => value + gain * (projected[i] ?? 0)),
    covariance: state.covariance.map((row, i) =>
      row.map((value, j) => value - shrink * (projected[i] ?? 0) * (projected[j] ?? 0)),
    ),
  };
}

const withJump = (state: SeasonalCounts): SeasonalCounts => ({
  ...state,
  covariance: withDiagonal(state.covariance, (i) => (i === 0 ? JUMP ** 2 : 0)),
});

/** The level moves on by a step of the trend, and everything may have changed a little. */
function drift(state: SeasonalCounts, period: number): SeasonalCounts {
  const step = 1 / period;
  const [level = 0, trend = 0, ...waves] = state.coefficients;
  const [levelRow = [], ...others] = state.covariance;
  const moved = [levelRow.map((value, j) => value + step * (others[0]?.[j] ?? 0)), ...others].map((row) => [
    (row[0] ?? 0) + step * (row[1] ?? 0),
    ...row.slice(1),
  ]);
  const drifts = [DRIFT.level, DRIFT.trend];
  return {
    ...state,
    coefficients: [level + step * trend, trend, ...waves],
    covariance: withDiagonal(moved, (i) => (drifts[i] ?? DRIFT.wave) ** 2 * step),
  };
}

const withDiagonal = (matrix: readonly number[][], more: (i: number) => number): number[][] =>
  matrix.map((row, i) => row.map((value, j) => (i === j ? value + more(i) : value)));

function regressorsAt({ period, waves }: Season, step: number): number[] {
  const turn = (2 * Math.PI * (step % period)) / period;
  return [1, 0, ...waves.flatMap((wave) => [Math.cos(wave * turn), Math.sin(wave * turn)])];
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
