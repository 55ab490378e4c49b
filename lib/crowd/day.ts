import { SLOT_SECONDS, slotAt } from './slot.ts';

/** A UTC day of server time. Keys, sets of tokens and renewals go by it. */
export const DAY_SECONDS = 86_400;
export const SLOTS_PER_DAY = DAY_SECONDS / SLOT_SECONDS;

/** The day that a time in ms since 1970 falls into: days since 1970, in UTC. */
export const dayAt = (atMs: number): number => dayOfSlot(slotAt(atMs));

/** The day a slot belongs to. */
export const dayOfSlot = (slot: number): number => Math.floor(slot / SLOTS_PER_DAY);

/** The first slot of a day. */
export const firstSlotOf = (day: number): number => day * SLOTS_PER_DAY;

/** When a day begins, in ms since 1970. */
export const startMsOf = (day: number): number => day * DAY_SECONDS * 1000;
