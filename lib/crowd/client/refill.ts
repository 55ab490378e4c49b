import { DAY_SECONDS, dayAt, dayOfSlot, startMsOf } from '../day.ts';
import type { RenewalToken } from '../tokens/issuance.ts';
import { freshRenewalDay, freshSlots, renewableDays, slotsOfDay } from '../tokens/schedule.ts';
import { deviceTime, hasCome, serverTime } from './clock.ts';
import type { Kept, Sharing } from './kept.ts';
import { slotNow } from './sampling.ts';

const MINUTE_MS = 60_000;
/** On the last day before a set is due it is asked for within so much time. */
const LAST_DAY_WITHIN_MS = 6 * 60 * MINUTE_MS;
/** A time that has gone by for so long was slept through. */
const OVERSLEPT_AFTER_MS = 5 * MINUTE_MS;
const PUT_OFF_FOR_MS = { from: 5 * MINUTE_MS, to: 60 * MINUTE_MS };

/** Tokens that are to be asked for. */
export interface WantedSet {
  /** What its renewal token is bound to. */
  day: number;
  slots: readonly number[];
  /** What it is renewed with; absent when it is fresh. */
  spent?: RenewalToken;
}

/**
 * What is missing in the stock. A device without any tokens starts afresh, at once, for it cannot report; one that has
 * some has another day's set renewed ahead of its time.
 */
export function wantedSet(kept: Kept, nowMs: number): WantedSet | undefined {
  const { sharing, tokens, renewal } = kept;
  if (!sharing) return undefined;
  const serverMs = serverTime(sharing, nowMs);
  if (!tokens.some(({ slot }) => slot >= slotNow(sharing, nowMs))) {
    return { day: freshRenewalDay(serverMs), slots: freshSlots(serverMs) };
  }
  if (!renewal) return undefined;
  const inStock = new Set(tokens.map(({ slot }) => dayOfSlot(slot)));
  const day = renewableDays(renewal.day, serverMs).find((one) => !inStock.has(one));
  return day === undefined ? undefined : { day, slots: slotsOfDay(day), spent: renewal };
}

/**
 * Draws when the next set is renewed: at a random time of the first of the two days in which it can be had, so that
 * everybody's renewals are spread over the day.
 */
export function planRefill(kept: Kept, nowMs: number, random: () => number): Kept {
  const { sharing } = kept;
  const wanted = wantedSet(kept, nowMs);
  if (!sharing || !wanted?.spent || sharing.refill?.day === wanted.day) return kept;
  const today = dayAt(serverTime(sharing, nowMs));
  const midnightMs = deviceTime(sharing, startMsOf(today + 1));
  const untilMs = wanted.day - today > 1 ? midnightMs : Math.min(midnightMs, nowMs + LAST_DAY_WITHIN_MS);
  const refill = { day: wanted.day, atMs: nowMs + random() * (untilMs - nowMs), isPutOff: false };
  return { ...kept, sharing: { ...sharing, refill } };
}

/** Whether the time that was drawn has come. A fresh set is due at once. */
export const isRefillDue = ({ refill }: Sharing, { spent, day }: WantedSet, nowMs: number): boolean =>
  spent === undefined || (refill?.day === day && hasCome(refill.atMs, nowMs, DAY_SECONDS * 1000));

/**
 * Whether a renewal that is due has to wait all the same: while there is trouble, for it must tell nobody who met it,
 * and once when the computer slept through its time, for all computers of a morning wake together.
 */
export function mustPutOff(sharing: Sharing, nowMs: number): boolean {
  const { refill, published, slots } = sharing;
  const isTroubled = slots.some(({ trouble }) => trouble !== undefined);
  const isCalm = published?.crowd === 'calm' || published?.crowd === 'no-data';
  const isOverslept = refill !== undefined && !refill.isPutOff && nowMs - refill.atMs > OVERSLEPT_AFTER_MS;
  return isTroubled || !isCalm || isOverslept;
}

export function putOff(kept: Kept, nowMs: number, random: () => number): Kept {
  const { sharing } = kept;
  if (!sharing?.refill) return kept;
  const { from, to } = PUT_OFF_FOR_MS;
  const refill = { ...sharing.refill, atMs: nowMs + from + random() * (to - from), isPutOff: true };
  return { ...kept, sharing: { ...sharing, refill } };
}
