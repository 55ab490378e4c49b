import { dayAt } from '../../../lib/crowd/day.ts';
import { DAYS_AHEAD } from '../../../lib/crowd/tokens/schedule.ts';

/**
 * The digests to publish: those that were published before stay as they are, so that collectors that came to hold
 * different directories do not take turns. Days that are over are left out.
 */
export function publishedKeys(
  before: Record<string, string>,
  held: Record<string, string>,
  nowMs: number,
): Record<string, string> {
  const today = dayAt(nowMs);
  const isCurrent = (name: string) => {
    const day = Number.parseInt(name, 10);
    return day >= today - 1 && day <= today + DAYS_AHEAD;
  };
  const all = Object.entries({ ...held, ...before }).filter(([name]) => isCurrent(name));
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}
