import type { CrowdStatus } from './judge-window.ts';
import { LATELY_MINUTES } from './thresholds.ts';

/** How many devices with trouble the windows of the last hours had: a mean that forgets within an hour. */
export interface Lately {
  /** Up to which minute since 1970 it goes. */
  minute: number;
  problem: number;
}

/**
 * Goes on by a minute, at most: what nobody watched is not made up for. An outage is not taken for the state of things.
 * @param usual what it is thought to be at first
 */
export function followLately(
  { lately, status }: { lately?: Lately; status?: CrowdStatus },
  problem: number,
  usual: number | undefined,
  minute: number,
): Lately | undefined {
  if (!lately) return usual === undefined ? undefined : { minute, problem: usual };
  if (minute === lately.minute || status === 'outage') return lately;
  return { minute, problem: lately.problem + (problem - lately.problem) / LATELY_MINUTES };
}
