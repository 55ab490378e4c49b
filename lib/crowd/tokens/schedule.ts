import { dayAt, dayOfSlot, firstSlotOf, SLOTS_PER_DAY } from '../day.ts';
import { GRACE_SECONDS, slotAt } from '../slot.ts';

/**
 * When tokens of which slots can be had, by the server's clock. A fresh set covers what is left of the day and the next
 * day, because many people install during an outage, and must be able to report at once. A renewed set covers one day,
 * and is made one or two days ahead.
 */

/** How long a token of a day can be renewed with: the days after it. */
export const RENEWABLE_DAYS = 7;
/** How many days ahead a renewed set can be had. */
export const DAYS_AHEAD = 2;

/** The slots of a fresh set that is asked for now: what is left of the day, the running one included, and the next day. */
export function freshSlots(nowMs: number): number[] {
  const first = slotAt(nowMs);
  const end = firstSlotOf(dayAt(nowMs) + 2);
  return Array.from({ length: end - first }, (_, index) => first + index);
}

/** The day that the renewal token of a fresh set is bound to. */
export const freshRenewalDay = (nowMs: number): number => dayAt(nowMs) + 1;

/** The slots of a renewed set. */
export const slotsOfDay = (day: number): number[] =>
  Array.from({ length: SLOTS_PER_DAY }, (_, index) => firstSlotOf(day) + index);

/** The days that a renewal token of `tokenDay` can have a set for now, nearest first. Days grow along a chain. */
export function renewableDays(tokenDay: number, nowMs: number): number[] {
  const today = dayAt(nowMs);
  const days = Array.from({ length: DAYS_AHEAD }, (_, index) => today + 1 + index);
  return days.filter((day) => day > tokenDay && day <= tokenDay + RENEWABLE_DAYS);
}

/** Whether these slots and this renewal day can be had fresh. A request may arrive a little after its first slot. */
export function isFreshInSchedule(day: number, slots: readonly number[], nowMs: number): boolean {
  if (day !== freshRenewalDay(nowMs)) return false;
  return slots.every((slot) => slot >= slotAt(nowMs - GRACE_SECONDS * 1000) && dayOfSlot(slot) <= day);
}

/** Whether a set of these slots and this day can be had for a renewal token of `tokenDay`. */
export const isRenewalInSchedule = (
  tokenDay: number,
  day: number,
  slots: readonly number[],
  nowMs: number,
): boolean => renewableDays(tokenDay, nowMs).includes(day) && slots.every((slot) => dayOfSlot(slot) === day);
