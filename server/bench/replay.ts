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

/** Of the devices in use, in a slot that goes on like this minute, whose middle stands for it. */
export const partInTrouble = (outage: Outage, minute: number): number =>
  PEAK_TROUBLE * levelAt(outage, minute + 0.5);

/** Minutes from the first report of the outage on, but for the end; NaN never came. */
export interface Delays {
  elevated: number;
  outage: number;
  /** From X's being back to a status that is no outage. */
  end: number;
  /** To the third and the tenth report: nobody who waits for so many devices can be faster. */
  third: number;
  tenth: number;
}

/** Plays an outage. */
export function replay(outage: Outage, installations: number, seed: number): Delays {
  const random = createRandom(seed);
  const [start, end] = [outage.knots[0]?.minute ?? 0, outage.knots.at(-1)?.minute ?? 0];
  const simulation = new CrowdSimulation(
    {
      installations,
      activityAt: usualActivity,
      troubleAt: () => USUAL_TROUBLE,
      outageAt: (minute) => partInTrouble(outage, minute),
    },
    random,
    Math.floor((start - CALM_MINUTES) / 60 - WARM_UP_HOURS) * 60,
  );
  simulation.learnHours(WARM_UP_HOURS);
  const over = lastMinuteAbove(outage, OVER, start, end) + 1;
  let [elevated, out, calm] = [Number.NaN, Number.NaN, Number.NaN];
  while (simulation.minute < end + 120) {
    const { minute } = simulation;
    for (const [part, { status }] of simulation.step(STEPS_A_MINUTE).entries()) {
      const now = minute + (part + 1) / STEPS_A_MINUTE;
      if (simulation.outageMs.length === 0) continue;
      const isRaised = status.status === 'elevated' || status.status === 'outage';
      if (isRaised && Number.isNaN(elevated)) elevated = now;
      if (status.status === 'outage' && Number.isNaN(out)) out = now;
      if (now > over && status.status === 'calm' && Number.isNaN(calm)) calm = now;
    }
  }
  const stepOf = (ms = Number.NaN) => Math.ceil((ms * STEPS_A_MINUTE) / 60_000) / STEPS_A_MINUTE;
  const { outageMs } = simulation;
  // Within a step it came at any time.
  const first = stepOf(outageMs[0]) - 0.5 / STEPS_A_MINUTE;
  return {
    elevated: elevated - first,
    outage: out - first,
    end: calm - over,
    third: stepOf(outageMs[2]) - stepOf(outageMs[0]),
    tenth: stepOf(outageMs[9]) - stepOf(outageMs[0]),
  };
}

function lastMinuteAbove(outage: Outage, level: number, start: number, end: number): number {
  let last = start;
  for (let minute = start; minute < end; minute += 1) if (levelAt(outage, minute) > level) last = minute;
  return last;
}

export function runReplays(sizes: readonly number[], runsOf: (installations: number) => number): BenchResult {
  const results = readOutages().flatMap((outage) =>
    sizes.map((installations) => {
      const runs = Array.from({ length: runsOf(installations) }, (_, seed) =>
        replay(outage, installations, seed + 1),
      );
      return { name: outage.name, installations, runs };
    }),
  );
  const show = (values: number[]) => {
    const { median } = spreadOf(values);
    const late = values.toSorted((a, b) => a - b)[Math.ceil(0.9 * values.length) - 1] ?? Number.NaN;
    return values.some(Number.isNaN) ? 'missed' : `${median.toFixed(1)} (${late.toFixed(1)})`;
  };
  return {
    tables: [
      {
        title: 'Replays: minutes from the first report, median (nine in ten)',
        columns: ['runs', 'third report', 'to elevated', 'tenth report', 'to outage', 'end'],
        rows: results.map(({ name, installations, runs }) => [
          `${name}, ${installations.toLocaleString('en')} installations`,
          `${runs.length}`,
          show(runs.map(({ third }) => third)),
          show(runs.map(({ elevated }) => elevated)),
          show(runs.map(({ tenth }) => tenth)),
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
