import { figuresOfHours } from '../count/figures.ts';
import { learnHour, newUsualHours, type UsualHours } from '../detect/usual-hour.ts';
import type { HourCount } from '../store/store.ts';

/** What is usual in the world and in each of its cells that ever had a report. */
export interface UsualCrowd {
  world: UsualHours;
  cells: ReadonlyMap<number, UsualHours>;
}

export const newUsualCrowd = (hour: number): UsualCrowd => ({ world: newUsualHours(hour), cells: new Map() });

/** Goes on by an hour. Undefined is a gap: the collector was not up. */
export function learnCrowdHour(
  { world, cells }: UsualCrowd,
  counts: readonly HourCount[] | undefined,
): UsualCrowd {
  const byCell = Map.groupBy(counts ?? [], ({ cell }) => cell);
  const figuresOf = (own: readonly HourCount[]) => (counts ? figuresOfHours(own) : undefined);
  const known = new Set([...cells.keys(), ...byCell.keys()]);
  return {
    world: learnHour(world, figuresOf(counts ?? [])),
    cells: new Map(
      [...known].map((cell) => {
        const usual = cells.get(cell) ?? newUsualHours(world.nextHour);
        return [cell, learnHour(usual, figuresOf(byCell.get(cell) ?? []))];
      }),
    ),
  };
}
