import { CELLS, WORLD_CELL } from '../../../lib/crowd/cells.ts';
import { slotOfMinute } from '../../../lib/crowd/slot.ts';
import type { Count } from '../store/store.ts';

/** Fewer devices than this are never shown by themselves. */
export const MIN_DEVICES = 10;

/** So many different devices sent these reports at least: each reports once a slot. */
export function devicesAtLeast(counts: readonly Count[]): number {
  const reports = new Map<number, number>();
  for (const { minute, n } of counts)
    reports.set(slotOfMinute(minute), (reports.get(slotOfMinute(minute)) ?? 0) + n);
  return Math.max(0, ...reports.values());
}

/** Counts are rounded to multiples of this, each for itself, so that no hidden one follows from a difference. */
const GRAIN = 5;

/** The code a cell is published by. */
export const codeOf = (cell: number): string => CELLS[cell]?.code ?? '';

export const roundCount = (devices: number): number => Math.round(devices / GRAIN) * GRAIN;

/** Cells that are shown as one: a country, a region with its smaller countries, or the world with what is left. */
export interface CellGroup {
  cell: number;
  members: number[];
}

/**
 * Merges cells with too few devices into their region, and that into the world. What the world's group holds is not
 * shown: it would be what is left of the total.
 * @param heardOf devices that were heard from each cell, at least
 * @param minHeard fewer are never shown by themselves
 */
export function groupCells(heardOf: ReadonlyMap<number, number>, minHeard = MIN_DEVICES): CellGroup[] {
  const groups = new Map<number, CellGroup>();
  const countOf = ({ members }: CellGroup) =>
    members.reduce((sum, cell) => sum + (heardOf.get(cell) ?? 0), 0);
  const join = (cell: number, members: number[]) => {
    const group = groups.get(cell) ?? { cell, members: [] };
    group.members.push(...members);
    groups.set(cell, group);
  };
  for (const cell of heardOf.keys()) join(cell, [cell]);
  // Countries first: their parents are regions, whose parent is the world.
  for (const isParentWorld of [false, true]) {
    for (const group of [...groups.values()]) {
      const { parent } = CELLS[group.cell] ?? {};
      if (parent === undefined || (parent === WORLD_CELL) !== isParentWorld) continue;
      if (countOf(group) >= minHeard) continue;
      groups.delete(group.cell);
      join(parent, group.members);
    }
  }
  groups.delete(WORLD_CELL);
  return [...groups.values()].sort((a, b) => a.cell - b.cell);
}
