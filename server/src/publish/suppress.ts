import { CELLS, WORLD_CELL } from '../../../lib/crowd/cells.ts';

/** Fewer reports than this are never shown by themselves. */
export const MIN_REPORTS = 10;

/** Counts are rounded to multiples of this, each for itself, so that no hidden one follows from a difference. */
const GRAIN = 5;

export const roundCount = (devices: number): number => Math.round(devices / GRAIN) * GRAIN;

/** Cells that are shown as one: a country, a region with its smaller countries, or the world with what is left. */
export interface CellGroup {
  cell: number;
  members: number[];
}

/**
 * Merges cells with too few reports into their region, and that into the world. What the world's group holds is not
 * shown: it would be what is left of the total.
 * @param reportsOf raw reports of each cell in the window
 */
export function groupCells(reportsOf: ReadonlyMap<number, number>): CellGroup[] {
  const groups = new Map<number, CellGroup>();
  const countOf = ({ members }: CellGroup) =>
    members.reduce((sum, cell) => sum + (reportsOf.get(cell) ?? 0), 0);
  const join = (cell: number, members: number[]) => {
    const group = groups.get(cell) ?? { cell, members: [] };
    group.members.push(...members);
    groups.set(cell, group);
  };
  for (const cell of reportsOf.keys()) join(cell, [cell]);
  // Countries first: their parents are regions, whose parent is the world.
  for (const isParentWorld of [false, true]) {
    for (const group of [...groups.values()]) {
      const { parent } = CELLS[group.cell] ?? {};
      if (parent === undefined || (parent === WORLD_CELL) !== isParentWorld) continue;
      if (countOf(group) >= MIN_REPORTS) continue;
      groups.delete(group.cell);
      join(parent, group.members);
    }
  }
  groups.delete(WORLD_CELL);
  return [...groups.values()].sort((a, b) => a.cell - b.cell);
}
