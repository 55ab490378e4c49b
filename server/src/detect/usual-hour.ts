import type { CountForecast } from './negative-binomial.ts';
import { forecast, learn, newSeasonalCounts, type SeasonalCounts, seasonOf } from './seasonal-counts.ts';
import { MIN_LEARNT_HOURS, PRIOR_SHARE, PRIOR_SHARE_WEIGHT, SHARE_MEMORY } from './thresholds.ts';

const HOURS_A_WEEK = 168;
const WEEK = seasonOf(HOURS_A_WEEK);

/** What is usual in a cell, or the world, learnt from one hour after the other. The memory it takes never grows. */
export interface UsualHours {
  /** The hour since 1970 that would be learnt next. */
  nextHour: number;
  counts: SeasonalCounts;
  /** Of the panel, by hour of the week: devices in trouble, and all. */
  troubled: readonly number[];
  asked: readonly number[];
}

/** One hour's figures, as far as they are learnt from. */
export interface HourFigures {
  /** Devices with trouble. */
  problem: number;
  panelProblem: number;
  panelOk: number;
}

/** What an hour will be like, if all is as usual. */
export interface UsualHour {
  /** Devices with trouble. */
  count: CountForecast;
  /** Part of the devices that have trouble, and its upper bound. */
  share: number;
  shareHigh: number;
}

const NO_SHARES = Array<number>(HOURS_A_WEEK).fill(0);

export const newUsualHours = (hour: number): UsualHours => ({
  nextHour: hour,
  counts: newSeasonalCounts(WEEK),
  troubled: NO_SHARES,
  asked: NO_SHARES,
});

/** Goes on by an hour. Undefined is a gap; an hour that is out of the ordinary is not learnt from. */
export function learnHour(usual: UsualHours, figures: HourFigures | undefined): UsualHours {
  const { nextHour: hour } = usual;
  const counts = learn(usual.counts, WEEK, hour, figures && Math.round(figures.problem));
  const next = { ...usual, nextHour: hour + 1, counts };
  if (!figures || counts.oddInARow > 0) return next;
  const place = hour % HOURS_A_WEEK;
  const fade = (values: readonly number[], more: number) =>
    values.with(place, (values[place] ?? 0) * SHARE_MEMORY + more);
  return {
    ...next,
    troubled: fade(usual.troubled, figures.panelProblem),
    asked: fade(usual.asked, figures.panelProblem + figures.panelOk),
  };
}

/** What `hour` will be like; undefined until a day was learnt. Hours between are taken as gaps. */
export function usualHour(usual: UsualHours, hour: number): UsualHour | undefined {
  if (usual.counts.learnt < MIN_LEARNT_HOURS) return undefined;
  let ahead = usual;
  while (ahead.nextHour < hour) ahead = learnHour(ahead, undefined);
  return { count: forecast(ahead.counts, WEEK, hour), ...usualShare(usual, hour % HOURS_A_WEEK) };
}

/** A beta distribution for each hour of the week, around that of all hours, around the prior. */
function usualShare({ troubled, asked }: UsualHours, place: number): { share: number; shareHigh: number } {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const always = (PRIOR_SHARE * PRIOR_SHARE_WEIGHT + sum(troubled)) / (PRIOR_SHARE_WEIGHT + sum(asked));
  const weight = PRIOR_SHARE_WEIGHT + (asked[place] ?? 0);
  const share = (always * PRIOR_SHARE_WEIGHT + (troubled[place] ?? 0)) / weight;
  return { share, shareHigh: share + 2 * Math.sqrt((share * (1 - share)) / weight) };
}
