import type { BenchResult } from '../../tests/bench/part.ts';
import { judgeWindow } from '../src/detect/judge-window.ts';
import { partOf } from '../src/detect/negative-binomial.ts';
import { follow, type Track } from '../src/detect/track.ts';
import { learnHour, newUsualHours, usualHour } from '../src/detect/usual-hour.ts';
import { createRandom } from './random.ts';

const CELLS = 1000;
const HOURS = 48;
const WINDOWS = 60;

/** How many cells a second are judged, and how many learn an hour and say what the next is like. One core. */
export function runSpeed(): BenchResult {
  const random = createRandom(1);
  const usual = Array.from({ length: CELLS }, () => newUsualHours(0));
  const learnMs = time(() => {
    for (let hour = 0; hour < HOURS; hour += 1)
      for (const [cell, one] of usual.entries()) {
        usual[cell] = learnHour(one, { problem: random.poisson(20), panelProblem: 1, panelOk: 40 });
        usualHour(one, hour);
      }
  });
  const expected = usual.map((one) => usualHour(one, HOURS));
  const tracks = Array<Track | undefined>(CELLS);
  const judgeMs = time(() => {
    for (let minute = 0; minute < WINDOWS; minute += 1)
      for (let cell = 0; cell < CELLS; cell += 1) {
        const hour = expected[cell];
        const problem = random.poisson(6);
        const verdict = judgeWindow({
          problem,
          recentProblem: Math.floor(problem / 3),
          bursts: Array.from({ length: 14 }, () => ({ places: Math.min(1, problem), part: 1 })),
          panelProblem: 0,
          panelSize: 40,
          devices: 4000,
          isAlive: true,
          ...(hour && { expected: partOf(hour.count, 0.25), usualShare: hour }),
        });
        tracks[cell] = follow(tracks[cell], verdict, minute);
      }
  });
  const judged = (CELLS * WINDOWS) / (judgeMs / 1000);
  const learnt = (CELLS * HOURS) / (learnMs / 1000);
  return {
    tables: [
      {
        title: 'Speed, on one core',
        columns: ['cells a second'],
        rows: [
          ['judging a window', Math.round(judged).toLocaleString('en')],
          ['learning an hour', Math.round(learnt).toLocaleString('en')],
        ],
      },
    ],
    figures: { judged, learnt },
  };
}

/** Of this process: others that share the machine do not count. */
function time(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
