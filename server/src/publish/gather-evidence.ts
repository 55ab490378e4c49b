import { firstMinuteOf, slotOfMinute } from '../../../lib/crowd/slot.ts';
import { FULL_RATES, figuresOf, isTrouble, type RatesBySlot } from '../count/figures.ts';
import { type Evidence, isPanelForged } from '../detect/judge-window.ts';
import { type CountForecast, partOf, sumForecasts } from '../detect/negative-binomial.ts';
import {
  MIN_PANEL,
  MIN_SEASONED_REPORTS,
  NEWCOMER_PART,
  RECENT_MINUTES,
  WINDOW_MINUTES,
} from '../detect/thresholds.ts';
import type { UsualHour } from '../detect/usual-hour.ts';
import type { Count } from '../store/store.ts';
import type { Baseline } from './snapshot.ts';
import { devicesAtLeast } from './suppress.ts';

/** The counts that a moment is judged by. */
export interface CountsOfNow {
  minute: number;
  /** How much of it has gone by. */
  minutePart: number;
  /** Of the newest window. */
  window: readonly Count[];
  /** Of the last slot whose reports are all in. */
  closed: readonly Count[];
  rates: RatesBySlot;
}

export interface WindowEvidence extends Evidence {
  /** Different devices that were heard in it, at least: what suppression goes by. */
  heard: number;
  ok: number;
}

/**
 * Newcomers add at most half to what seasoned devices say, of trouble and of its absence, once there are enough of these:
 * tokens for new devices can be had for an address and a day's patience.
 */
export function withoutFloods({ window, closed, ...rest }: CountsOfNow): CountsOfNow {
  const seasoned = sum(closed.filter(({ tier }) => tier === 1));
  if (seasoned < MIN_SEASONED_REPORTS) return { window, closed, ...rest };
  return { window: damped(window), closed: damped(closed), ...rest };
}

function damped(counts: readonly Count[]): Count[] {
  const weightOf = (isWanted: (count: Count) => boolean) => {
    const wanted = counts.filter(isWanted);
    const newcomers = sum(wanted.filter(({ tier }) => tier === 0));
    const most = NEWCOMER_PART * sum(wanted.filter(({ tier }) => tier === 1));
    return newcomers === 0 ? 1 : Math.min(1, most / newcomers);
  };
  const trouble = weightOf(isTrouble);
  const ok = weightOf((count) => !isTrouble(count));
  return counts.map((count) =>
    count.tier === 1 ? count : { ...count, n: count.n * (isTrouble(count) ? trouble : ok) },
  );
}

const sum = (counts: readonly Count[]): number => counts.reduce((total, { n }) => total + n, 0);

/**
 * Trouble is taken from the newest window. Who is in the panel is taken from the last slot whose reports are all in,
 * because ok reports come only when their slot has ended.
 * @param usual of the cells that the counts are of
 */
export function gatherEvidence(
  { minute, minutePart, window, closed, rates }: CountsOfNow,
  usual: readonly UsualHour[],
): WindowEvidence {
  const trouble = window.filter(isTrouble);
  const troubleOf = Map.groupBy(trouble, (count) => count.minute);
  const minutes = onsetMinutes(minute);
  const recent = minutes.filter((one) => one > minute - RECENT_MINUTES);
  const figures = figuresOf(window, rates);
  const closedFigures = figuresOf(closed, rates);
  const ratesOf = (count: Pick<Count, 'minute'>) => rates.get(slotOfMinute(count.minute)) ?? FULL_RATES;
  /** How many devices one of the panel stands for, where nobody spoke up as in this minute. */
  const weightIn = (counts: readonly Count[]) => {
    const panel = counts.filter(({ isPanel }) => isPanel);
    const devices = panel.reduce((total, count) => total + count.n / ratesOf(count).ok, 0);
    return devices === 0 ? 1 / ratesOf({ minute }).ok : devices / sum(panel);
  };
  const drawn = trouble.reduce((total, count) => {
    const { ok, problem } = ratesOf(count);
    return total + (count.n * ok) / (ok + (1 - ok) * problem);
  }, 0);
  const isForged = isPanelForged(figures.panelProblem, drawn);
  const closedPanel = closedFigures.panelProblem + closedFigures.panelOk;
  const hourly = sumForecasts(usual.map(({ count }) => count));
  const [first] = usual;
  return {
    heard: heardIn(window, closed),
    problem: figures.problem,
    recentProblem: figuresOf(
      recent.flatMap((one) => troubleOf.get(one) ?? []),
      rates,
    ).problem,
    bursts: minutes.map((one) => ({
      places: placesOf(troubleOf.get(one) ?? []),
      part: one === minute ? minutePart : 1,
    })),
    ok: closedFigures.ok,
    panelProblem: figures.panelProblem,
    isAlive: figures.reports + closedFigures.reports > 0,
    ...(!isForged && { panelSize: closedPanel, panelWeight: weightIn(trouble) / weightIn(closed) }),
    ...(closedPanel >= MIN_PANEL && { devices: closedFigures.ok + closedFigures.problem }),
    ...(hourly && { expected: perWindow(hourly) }),
    ...(first && {
      usualShare: {
        share: Math.max(...usual.map(({ share }) => share)),
        shareHigh: Math.max(...usual.map(({ shareHigh }) => shareHigh)),
      },
    }),
  };
}

/**
 * The minutes of the window, newest first, that tell when trouble began: in the first of a slot those speak up again who
 * have had theirs since the slot before.
 */
const onsetMinutes = (minute: number): number[] =>
  Array.from({ length: WINDOW_MINUTES }, (_, ago) => minute - ago).filter(
    (one) => one !== firstMinuteOf(slotOfMinute(one)),
  );

/** A place counts once; where a flood was damped, as what is left of it. */
function placesOf(trouble: readonly Count[]): number {
  const devices = new Map<number, number>();
  for (const { cell, n } of trouble) devices.set(cell, (devices.get(cell) ?? 0) + n);
  return [...devices.values()].reduce((places, n) => places + Math.min(1, n), 0);
}

/** The newest window may reach into the closed slot: the same devices may be in both. */
export const heardIn = (window: readonly Count[], closed: readonly Count[]): number =>
  Math.max(devicesAtLeast(window), devicesAtLeast(closed));

export function withoutCell({ window, closed, ...rest }: CountsOfNow, cell: number): CountsOfNow {
  const isElsewhere = (count: Count) => count.cell !== cell;
  return { window: window.filter(isElsewhere), closed: closed.filter(isElsewhere), ...rest };
}

/** What one place has at most of what is usual in the world. */
const MAX_PLACE = 0.9;

/** What is usual in the world without a cell. */
export function usualWithout({ world, cells }: Pick<Baseline, 'world' | 'cells'>, cell: number): UsualHour[] {
  if (!world) return [];
  const part = Math.min((cells[cell]?.count.mean ?? 0) / world.count.mean, MAX_PLACE);
  return [{ ...world, count: partOf(world.count, 1 - part) }];
}

/** A place whose panel is too small has the part of the world's devices that it has of the usual trouble. */
export function withWorldsDevices(own: WindowEvidence, world: WindowEvidence): WindowEvidence {
  if (own.devices !== undefined || world.devices === undefined || !own.expected || !world.expected)
    return own;
  const devices = (world.devices * own.expected.mean) / world.expected.mean;
  return { ...own, devices, ...(world.usualShare && { usualShare: world.usualShare }) };
}

/** Noise of an hour is at least that of its quarters: a burst in one of them is a burst in it. */
const perWindow = (hourly: CountForecast): CountForecast => partOf(hourly, WINDOW_MINUTES / 60);
