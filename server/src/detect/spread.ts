import { type CountForecast, midTail } from './negative-binomial.ts';
import { ELEVATED_ALPHA, MIN_ELEVATED_DEVICES, MIN_TROUBLED_CELLS } from './thresholds.ts';

/** Devices with trouble in a cell, and how many of them are usual in the same time, where that is known. */
export interface CellTrouble {
  /** Devices that name no place have a cell too. */
  isPlace: boolean;
  problem: number;
  expected?: CountForecast;
}

/**
 * Trouble that is gone when one place is left out is that place's, not the world's. Devices that name no place are no
 * place: they count for all.
 */
export function isSpread(cells: readonly CellTrouble[], world: CountForecast | undefined): boolean {
  const troubled = cells.filter(({ problem }) => problem > 0);
  const named = troubled.filter(({ isPlace }) => isPlace).sort((a, b) => b.problem - a.problem);
  const [worst] = named;
  if (!worst) return true;
  if (troubled.length < MIN_TROUBLED_CELLS) return false;
  const rest = troubled.reduce((sum, { problem }) => sum + problem, 0) - worst.problem;
  if (rest < MIN_ELEVATED_DEVICES) return false;
  if (!world) return true;
  const mean = Math.max(world.mean - (worst.expected?.mean ?? 0), world.mean * MIN_REST);
  const factor = mean / world.mean;
  return midTail({ mean, variance: world.variance * factor }, rest) < ELEVATED_ALPHA;
}

/** What one place has at most of what is usual. */
const MIN_REST = 0.1;
