import { GRACE_SECONDS, SLOT_MINUTES, slotOfMinute } from '../../../lib/crowd/slot.ts';
import { type Figures, figuresOf, figuresOfHours, NO_FIGURES, type RatesBySlot } from '../count/figures.ts';
import { shareOfSlot } from '../detect/share.ts';
import type { Count, HourCount } from '../store/store.ts';
import { type HistoryPoint, type HistoryWindow, STEP_MINUTES } from './snapshot.ts';
import { MIN_DEVICES, roundCount } from './suppress.ts';

const POINTS: Record<HistoryWindow, number> = { '24h': 96, '7d': 168, '90d': 90 };

/** The starts of a window's steps, in minutes since 1970, oldest first; the last one holds `nowMinute`. */
export function stepsOf(window: HistoryWindow, nowMinute: number): number[] {
  const step = STEP_MINUTES[window];
  const last = Math.floor(nowMinute / step) * step;
  return Array.from({ length: POINTS[window] }, (_, index) => last - (POINTS[window] - 1 - index) * step);
}

interface HistoryInput {
  nowMinute: number;
  /** Minutes the collector was up, by hour. */
  watched: ReadonlyMap<number, number>;
  /** Devices with trouble usual in an hour, where that is known. */
  expectedOf: (hour: number) => number | undefined;
}

/** The last day, a point per slot. */
export function dayHistory(
  input: HistoryInput & { counts: readonly Count[]; rates: RatesBySlot },
): HistoryPoint[] {
  const { nowMinute, counts, rates, watched, expectedOf } = input;
  const bySlot = Map.groupBy(counts, ({ minute }) => slotOfMinute(minute));
  return stepsOf('24h', nowMinute).map((start) => {
    const hour = Math.floor(start / 60);
    const expected = expectedOf(hour);
    return pointOf({
      start,
      stepMinutes: STEP_MINUTES['24h'],
      nowMinute,
      figures: figuresOf(bySlot.get(slotOfMinute(start)) ?? [], rates),
      expected: expected === undefined ? undefined : expected / (60 / STEP_MINUTES['24h']),
      isGap: !watched.has(hour),
    });
  });
}

/** The last week by hour, or the last 90 days by day: closed hours only, the others are in the last day. */
export function longHistory(
  window: '7d' | '90d',
  input: HistoryInput & { hours: readonly HourCount[] },
): HistoryPoint[] {
  const { nowMinute, hours, watched, expectedOf } = input;
  const step = STEP_MINUTES[window];
  const byStep = Map.groupBy(hours, ({ hour }) => Math.floor((hour * 60) / step) * step);
  return stepsOf(window, nowMinute).map((start) => {
    const stepHours = Array.from({ length: step / 60 }, (_, index) => start / 60 + index);
    const expected = stepHours.map(expectedOf);
    return pointOf({
      start,
      stepMinutes: step,
      nowMinute,
      figures: figuresOfHours(byStep.get(start) ?? []),
      expected: expected.some((value) => value === undefined)
        ? undefined
        : expected.reduce((sum: number, value) => sum + (value ?? 0), 0),
      isGap: !stepHours.some((hour) => watched.has(hour)),
    });
  });
}

interface PointInput {
  start: number;
  stepMinutes: number;
  nowMinute: number;
  figures: Figures;
  expected: number | undefined;
  isGap: boolean;
}

function pointOf(input: PointInput): HistoryPoint {
  const { start, stepMinutes, nowMinute, expected } = input;
  const isGap = input.isGap && nowMinute >= start + stepMinutes; // somebody is up now
  const isProvisional = nowMinute < start + stepMinutes + GRACE_SECONDS / 60;
  // A device reports once a slot at most: with so many reports at least ten were heard in one of them.
  const isShown = input.figures.reports >= (MIN_DEVICES * stepMinutes) / SLOT_MINUTES;
  const { problem, ok, panelProblem, panelOk } = isShown ? input.figures : NO_FIGURES;
  // An ok comes when its slot has ended: until then the panel would hold trouble alone.
  const share = isProvisional ? undefined : shareOfSlot(panelProblem, panelProblem + panelOk);
  return {
    start: isoOfMinute(start),
    problem: isShown ? roundCount(problem) : null,
    ok: isShown ? roundCount(ok) : null,
    share: share ? roundShare(share.share) : null,
    shareLow: share ? roundShare(share.low) : null,
    shareHigh: share ? roundShare(share.high) : null,
    expected: expected === undefined ? null : Math.round(expected),
    isProvisional,
    isGap,
  };
}

export const isoOfMinute = (minute: number): string => new Date(minute * 60_000).toISOString();

/** Per mille are as much as a panel of thousands can tell. */
export const roundShare = (share: number): number => Math.round(share * 1000) / 1000;
