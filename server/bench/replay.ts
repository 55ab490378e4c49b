import type { BenchResult } from '../../tests/bench/part.ts';
import { spreadOf } from '../../tests/bench/spread.ts';
import { CrowdSimulation, USUAL_TROUBLE, usualActivity } from './crowd-simulation.ts';
import { levelAt, type Outage, readOutages } from './outages.ts';
import { createRandom } from './random.ts';

const WARM_UP_HOURS = 8 * 168;
/** Published before the onset, so that slots of the panel are in. */
const CALM_MINUTES = 120;
/** Of the devices in use, in the worst quarter of an hour. */
const PEAK_TROUBLE = 0.9;
/** A quarter of a minute, as far as delays can be told. */
const STEPS_A_MINUTE = 4;
/** X is back when so few have trouble. */
const OVER = 0.05;

export const SIZES = [1_000, 10_000, 100_000, 1_000_000];

/** Minutes. */
export interface Delays {
  elevated: number;
  outage: number;
  /** From X's being back to a status that is no outage. */
  end: number;
}

/** Plays an outage; delays are those from its first report on. NaN never came. */
export function replay(outage: Outage, installations: number, seed: number): Delays {
  const random = createRandom(seed);
  const [start, end] = [outage.knots[0]?.minute ?? 0, outage.knots.at(-1)?.minute ?? 0];
  const simulation = new CrowdSimulation(
    {
      installations,
      activityAt: usualActivity,
      // The middle of a minute stands for it.
      troubleAt: (minute) => USUAL_TROUBLE + PEAK_TROUBLE * levelAt(outage, minute + 0.5),
    },
    random,
    Math.floor((start - CALM_MINUTES) / 60 - WARM_UP_HOURS) * 60,
  );
  simulation.learnHours(WARM_UP_HOURS);
  const over = lastMinuteAbove(outage, OVER, start, end) + 1;
  const delays: Delays = { elevated: Number.NaN, outage: Number.NaN, end: Number.NaN };
  let first = Number.NaN;
  while (simulation.minute < end + 120) {
    const { minute } = simulation;
    for (const [part, { status }] of simulation.step(STEPS_A_MINUTE).entries()) {
      const now = minute + (part + 1) / STEPS_A_MINUTE;
      if (minute < start) continue;
      // Published counts are rounded: the first report is where the outage has made one on average.
      if (Number.isNaN(first) && expectedReports(outage, installations, start, now) >= 1) first = now;
      const isRaised = status.status === 'elevated' || status.status === 'outage';
      if (isRaised && Number.isNaN(delays.elevated)) delays.elevated = now - first;
      if (status.status === 'outage' && Number.isNaN(delays.outage)) delays.outage = now - first;
      if (now > over && status.status === 'calm' && Number.isNaN(delays.end)) delays.end = now - over;
    }
  }
  return delays;
}

function expectedReports(outage: Outage, installations: number, start: number, now: number): number {
  let sum = 0;
  for (let at = start; at < now; at += 1 / STEPS_A_MINUTE)
    sum += (PEAK_TROUBLE * levelAt(outage, at) * installations * 0.15) / 15 / STEPS_A_MINUTE;
  return sum;
}

function lastMinuteAbove(outage: Outage, level: number, start: number, end: number): number {
  let last = start;
  for (let minute = start; minute < end; minute += 1) if (levelAt(outage, minute) > level) last = minute;
  return last;
}

export function runReplays(sizes: readonly number[], seeds: number): BenchResult {
  const results = readOutages().flatMap((outage) =>
    sizes.map((installations) => {
      const runs = Array.from({ length: seeds }, (_, seed) => replay(outage, installations, seed + 1));
      return { name: outage.name, installations, runs };
    }),
  );
  const show = (values: number[]) => {
    const { median, max } = spreadOf(values);
    return values.some(Number.isNaN) ? 'missed' : `${median.toFixed(1)} (${max.toFixed(1)})`;
  };
  return {
    tables: [
      {
        title: 'Replays: minutes from the first report, median (worst)',
        columns: ['runs', 'to elevated', 'to outage', 'end'],
        rows: results.map(({ name, installations, runs }) => [
          `${name}, ${installations.toLocaleString('en')} installations`,
          `${runs.length}`,
          show(runs.map(({ elevated }) => elevated)),
          show(runs.map(({ outage }) => outage)),
          show(runs.map(({ end }) => end)),
        ]),
        notes: [
          'Interpolations of a few quarter-hour sums from the press (server/bench/data/x-outages.json), not recordings.',
          'End: from the moment when fewer than 5 % of the peak report to calm.',
        ],
      },
    ],
    figures: { results },
  };
}
