import { slotWindow } from '../../../lib/crowd/report.ts';
import { slotAt } from '../../../lib/crowd/slot.ts';

/** Minutes are kept for 90 days, then hours speak for them. */
export const MINUTES_KEPT = 90 * 24 * 60;

/** What may be forgotten at a time in ms since 1970: nullifiers as soon as their slot takes no reports any more. */
export function forgettable(nowMs: number): { slot: number; minute: number } {
  let slot = slotAt(nowMs);
  while (slotWindow(slot - 1, nowMs) !== 'late') slot -= 1;
  return { slot, minute: Math.floor(nowMs / 60_000) - MINUTES_KEPT };
}
