import { type CountForecast, midTail } from '../src/detect/negative-binomial.ts';
import {
  forecast,
  learn,
  newSeasonalCounts,
  type SeasonalCounts,
  seasonOf,
} from '../src/detect/seasonal-counts.ts';

/** What is known of a series of counts after some of its steps: as much for a thousand as for ten. */
export interface SeriesState {
  step: number;
  counts: SeasonalCounts;
  /** The last step, if it had a count. */
  last?: { count: number; expected: CountForecast };
}

export interface SeriesPoint {
  /** The mean of what is usual at this step. */
  expected: number;
  /** How likely as much, in this step and the last one together, is by chance. */
  tail: number;
  /** Too much to be chance; undefined while what is usual is not known yet, and for a gap. */
  isAlarm: boolean | undefined;
}

export interface SeriesOptions {
  /** Steps of a season: 52 weeks, 168 hours, 672 quarters of an hour. */
  period: number;
  /** The part of calm steps that may raise an alarm. */
  alpha: number;
}

/** The mean is known well enough when its standard deviation is a factor of e. */
const MAX_LOG_VARIANCE = 1;

/**
 * Finds the steps of a series of counts that have more than usual. Goes by what came before a step only.
 * @param counts undefined is a gap: nobody counted
 */
export function detectSeries(counts: readonly (number | undefined)[], options: SeriesOptions): SeriesPoint[] {
  const points: SeriesPoint[] = [];
  let state = newSeries(options);
  for (const count of counts) {
    const next = followSeries(state, count, options);
    state = next.state;
    points.push(next.point);
  }
  return points;
}

const newSeries = ({ period }: SeriesOptions): SeriesState => ({
  step: 0,
  counts: newSeasonalCounts(seasonOf(period)),
});

/** Judges one more count, and learns it. */
function followSeries(
  state: SeriesState,
  count: number | undefined,
  { period, alpha }: SeriesOptions,
): { state: SeriesState; point: SeriesPoint } {
  const season = seasonOf(period);
  const expected = forecast(state.counts, season, state.step);
  const tail = count === undefined ? 1 : tailWith(state.last, count, expected);
  const isKnown = count !== undefined && expected.logVariance <= MAX_LOG_VARIANCE;
  return {
    state: {
      step: state.step + 1,
      counts: learn(state.counts, season, state.step, count),
      ...(count !== undefined && { last: { count, expected } }),
    },
    point: { expected: expected.mean, tail, isAlarm: isKnown ? tail < alpha : undefined },
  };
}

/**
 * An event lasts longer than a step, or begins in the middle of one: two steps together show it better than each for
 * itself. On the benchmark this found 6 more of 100 outbreaks at the same rate of false alarms (1 %).
 */
function tailWith(last: SeriesState['last'], count: number, expected: CountForecast): number {
  const mean = expected.mean + (last?.expected.mean ?? 0);
  const noise =
    expected.dispersion * expected.mean + (last ? last.expected.dispersion * last.expected.mean : 0);
  // What is not known of the mean is the same in both steps.
  const doubt = (expected.variance - expected.dispersion * expected.mean) / expected.mean ** 2;
  return midTail({ mean, variance: noise + doubt * mean ** 2 }, count + (last?.count ?? 0));
}
