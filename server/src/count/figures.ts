import { slotOfMinute } from '../../../lib/crowd/slot.ts';
import type { Count, HourCount, SamplingRates } from '../store/store.ts';

/** What a set of counts says about devices. Devices are estimates: each report stands for 1/rate of them. */
export interface Figures {
  /** Reports as they came: what suppression goes by. */
  reports: number;
  /** Devices with trouble, all of which may report. */
  problem: number;
  /** Devices without, of which only the panel reports. */
  ok: number;
  /** Reports of the panel: it reports either way, so their share is an honest one. */
  panelProblem: number;
  panelOk: number;
}

export const NO_FIGURES: Figures = { reports: 0, problem: 0, ok: 0, panelProblem: 0, panelOk: 0 };

/** Nobody was told of a rate: everybody reports. */
export const FULL_RATES: SamplingRates = { ok: 1, problem: 1 };

export type RatesBySlot = ReadonlyMap<number, SamplingRates>;

export const OK_SYMPTOM = 0;

export const isTrouble = ({ symptom }: Pick<Count, 'symptom'>): boolean => symptom !== OK_SYMPTOM;

/**
 * How many devices the reports of one count stand for. An ok from outside the panel says that trouble has ended for one
 * device; it stands for no other.
 */
export function devicesOf(count: Count, rates: RatesBySlot): number {
  const { ok, problem } = rates.get(slotOfMinute(count.minute)) ?? FULL_RATES;
  if (count.symptom === OK_SYMPTOM) return count.isPanel ? count.n / ok : 0;
  return count.isPanel ? count.n : count.n / problem;
}

export function figuresOf(counts: readonly Count[], rates: RatesBySlot): Figures {
  return sumFigures(counts.map((count) => figuresOfCount(count, devicesOf(count, rates))));
}

export const figuresOfHours = (counts: readonly HourCount[]): Figures =>
  sumFigures(counts.map((count) => figuresOfCount(count, count.devices)));

function figuresOfCount({ symptom, isPanel, n }: Omit<Count, 'minute'>, devices: number): Figures {
  const isOk = symptom === OK_SYMPTOM;
  return {
    reports: n,
    problem: isOk ? 0 : devices,
    ok: isOk ? devices : 0,
    panelProblem: isPanel && !isOk ? n : 0,
    panelOk: isPanel && isOk ? n : 0,
  };
}

function sumFigures(all: readonly Figures[]): Figures {
  const sum = { ...NO_FIGURES };
  for (const figures of all)
    for (const key of Object.keys(sum) as (keyof Figures)[]) sum[key] += figures[key];
  return sum;
}
