import { type CountForecast, midTail, upperQuantile } from './negative-binomial.ts';

/**
 * What a count usually is at its time of the season, learnt from one value after the other in a fixed amount of memory:
 * a log-linear model of level, trend and waves, followed as a dynamic generalised linear model (West, Harrison and
 * Migon 1985), with a dispersion that is learnt too.
 */
export interface SeasonalCounts {
  /** How many values were learnt. */
  learnt: number;
  /** Of the logarithm of the mean: level, trend a season, then a cosine and a sine for each wave. */
  coefficients: Float64Array;
  /** Row by row. */
  covariance: Float64Array;
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

export interface SeasonalForecast extends CountForecast {
  /** How well the mean is known: the variance of its logarithm. */
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
/** The shape of days, of the week, and of what sets weekends apart: the largest first. */
const WEEK_WAVES = [7, 14, 1, 2, 6, 8, 21];
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
    // The first waves are the large ones.
    ...waves.flatMap((_, rank) => [PRIOR.wave / (rank + 1), PRIOR.wave / (rank + 1)]),
  ];
  const size = deviations.length;
  const covariance = new Float64Array(size * size);
  for (const [i, deviation] of deviations.entries()) covariance[i * size + i] = deviation ** 2;
  return {
    learnt: 0,
    coefficients: new Float64Array(size),
    covariance,
    deviations: PRIOR_DISPERSION * PRIOR_DISPERSION_WEIGHT,
    deviationWeight: PRIOR_DISPERSION_WEIGHT,
    oddInARow: 0,
  };
}

/** The count of `step`, if all is as usual. Steps count on from any start that is the same place in the season. */
export function forecast(state: SeasonalCounts, season: Season, step: number): SeasonalForecast {
  return forecastAt(state, regressorsAt(season, step));
}

function forecastAt(state: SeasonalCounts, regressors: Float64Array): SeasonalForecast {
  const logVariance = dot(project(state.covariance, regressors), regressors);
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
  // Until there are as many values as coefficients, nothing can be told to be odd.
  const isKnown = state.learnt >= state.coefficients.length;
  const isHigh = isKnown && tail < ODD;
  const isOdd = isHigh || (isKnown && tail > 1 - ODD);
  const oddInARow = isOdd ? state.oddInARow + 1 : 0;
  const isJump = oddInARow > season.maxOddInARow;
  // Outages are left out of the mean, and count for the spread as what is just not odd.
  const spread = isKnown && withDeviation(state, expected, isHigh ? upperQuantile(expected, ODD) : count);
  const next = { ...state, ...spread, learnt: state.learnt + 1, oddInARow: isJump ? 0 : oddInARow };
  if (isJump) return withMean(withJump(next), regressors, count);
  return isOdd ? next : withMean(next, regressors, count);
}

function withDeviation(
  { deviations, deviationWeight }: SeasonalCounts,
  expected: CountForecast,
  count: number,
) {
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
function withMean(state: SeasonalCounts, regressors: Float64Array, count: number): SeasonalCounts {
  const { mean, dispersion, logVariance } = forecastAt(state, regressors);
  const projected = project(state.covariance, regressors);
  const known = 1 / logVariance + mean / dispersion;
  const gain = Math.log((1 / logVariance + count / dispersion) / known) / logVariance;
  const shrink = (1 - 1 / (known * logVariance)) / logVariance;
  const size = projected.length;
  return {
    ...state,
    coefficients: state.coefficients.map((value, i) => value + gain * at(projected, i)),
    covariance: state.covariance.map(
      (value, k) => value - shrink * at(projected, Math.floor(k / size)) * at(projected, k % size),
    ),
  };
}

function withJump(state: SeasonalCounts): SeasonalCounts {
  const covariance = state.covariance.slice();
  covariance[0] = at(covariance, 0) + JUMP ** 2;
  return { ...state, covariance };
}

/** The level moves on by a step of the trend, and everything may have changed a little. */
function drift(state: SeasonalCounts, period: number): SeasonalCounts {
  const step = 1 / period;
  const size = state.coefficients.length;
  const coefficients = state.coefficients.slice();
  coefficients[0] = at(coefficients, 0) + step * at(coefficients, 1);
  const covariance = state.covariance.slice();
  for (let j = 0; j < size; j += 1) covariance[j] = at(covariance, j) + step * at(covariance, size + j);
  for (let i = 0; i < size * size; i += size)
    covariance[i] = at(covariance, i) + step * at(covariance, i + 1);
  const drifts = [DRIFT.level, DRIFT.trend];
  for (let i = 0; i < size; i += 1)
    covariance[i * size + i] = at(covariance, i * size + i) + (drifts[i] ?? DRIFT.wave) ** 2 * step;
  return { ...state, coefficients, covariance };
}

function regressorsAt({ period, waves }: Season, step: number): Float64Array {
  const turn = (2 * Math.PI * (step % period)) / period;
  const regressors = new Float64Array(2 + 2 * waves.length);
  regressors[0] = 1;
  for (let i = 0; i < waves.length; i += 1) {
    const angle = at(waves, i) * turn;
    regressors[2 + 2 * i] = Math.cos(angle);
    regressors[3 + 2 * i] = Math.sin(angle);
  }
  return regressors;
}

/** Covariances of what the regressors make of the coefficients with each of them. */
function project(covariance: Float64Array, regressors: Float64Array): Float64Array {
  const size = regressors.length;
  const projected = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = 0;
    for (let j = 0; j < size; j += 1) sum += at(covariance, i * size + j) * at(regressors, j);
    projected[i] = sum;
  }
  return projected;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += at(a, i) * at(b, i);
  return sum;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;
