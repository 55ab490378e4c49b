import { type Evidence, judgeWindow } from './judge-window.ts';
import { MIN_ELEVATED_DEVICES, MIN_TROUBLED_CELLS } from './thresholds.ts';

/** Devices with trouble in a cell. */
export interface CellTrouble {
  cell: number;
  /** Devices that name no place have a cell too. */
  isPlace: boolean;
  problem: number;
}

/**
 * Trouble that is gone when one place is left out is that place's, not the world's. Devices that name no place are no
 * place: they count for all.
 * @param restOf what is known of the world without a cell
 */
export function isSpread(cells: readonly CellTrouble[], restOf: (cell: number) => Evidence): boolean {
  const troubled = cells.filter(({ problem }) => problem > 0);
  const [worst] = troubled.filter(({ isPlace }) => isPlace).sort((a, b) => b.problem - a.problem);
  if (!worst) return true;
  if (troubled.length < MIN_TROUBLED_CELLS) return false;
  const rest = restOf(worst.cell);
  return rest.problem >= MIN_ELEVATED_DEVICES && judgeWindow(rest).status !== 'calm';
}
