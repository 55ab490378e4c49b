import type { CrowdBar } from '../crowd/client/crowd-view.ts';
import type { PublishedCrowd } from '../crowd/client/published-crowd.ts';
import { BAR_MS, BARS, stripStartOf } from './day-strip.ts';

/**
 * The crowd's last 24 hours under the bars of the reader's own. A bar is as high as the worse of its quarters: devices
 * report in each, so a sum would count them twice.
 */
export function crowdHours(published: PublishedCrowd | undefined, nowMs: number): CrowdBar[] {
  const { points = [], clockAheadMs = 0 } = published ?? {};
  const firstMs = stripStartOf(nowMs);
  return Array.from({ length: BARS }, (_, index) => {
    const startMs = firstMs + index * BAR_MS;
    const within = points.filter((point) => {
      const atMs = point.startMs - clockAheadMs;
      return atMs >= startMs && atMs < startMs + BAR_MS;
    });
    return {
      startMs,
      problem: highest(within.map(({ problem }) => problem)),
      expected: highest(within.map(({ expected }) => expected)),
      isGap: within.every(({ isGap }) => isGap),
    };
  });
}

/** Of what is known; null when nothing is. */
const highest = (counts: (number | null)[]): number | null =>
  counts.reduce<number | null>((a, b) => (a === null || b === null ? (a ?? b) : Math.max(a, b)), null);
