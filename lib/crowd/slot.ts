/** A quarter of an hour of server time. One device counts at most once per slot. */
export const SLOT_SECONDS = 900;
export const SLOT_MINUTES = SLOT_SECONDS / 60;

/** How long before its slot a report is taken: clocks are corrected by the server's, but not to the second. */
export const EARLY_SECONDS = 60;

/** How long after its slot a report is taken: for retries, and because `ok` goes out when the slot has ended. */
export const GRACE_SECONDS = 600;

/** The slot that a time in ms since 1970 falls into: quarters of an hour since 1970. */
export const slotAt = (atMs: number): number => Math.floor(atMs / (SLOT_SECONDS * 1000));

/** The first minute of a slot, in minutes since 1970. */
export const firstMinuteOf = (slot: number): number => slot * SLOT_MINUTES;

/** The slot a minute (since 1970) belongs to. */
export const slotOfMinute = (minute: number): number => Math.floor(minute / SLOT_MINUTES);
