/** In the evening of the outage of 21 December 2023. */
export const NOW_MS = Date.UTC(2023, 11, 21, 18, 40);
export const MINUTE_MS = 60_000;
