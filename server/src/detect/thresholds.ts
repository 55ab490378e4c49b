/** Every number the first detector goes by. */

/** The window that is judged: a slot long, so that nobody who reports once a slot counts twice. */
export const WINDOW_MINUTES = 15;

/** Fewer devices in the panel say nothing about a share. */
export const MIN_PANEL = 20;

/** Shares of troubled devices, by the lower bound of what the panel says. A calm X has well under 1 %. */
export const ELEVATED_SHARE = 0.05;
export const OUTAGE_SHARE = 0.15;

/** Devices with trouble against the expected: so few never make an alarm by themselves... */
export const MIN_ELEVATED_DEVICES = 10;
export const MIN_OUTAGE_DEVICES = 50;
/** ...nor does an excess within so many standard deviations, */
export const ELEVATED_DEVIATIONS = 5;
/** whose variance is that many times a Poisson's: people report in bursts. */
export const OVERDISPERSION = 3;
/** Complaint sites see 50 times the usual and more; at ten times nobody doubts. */
export const OUTAGE_FACTOR = 10;

/** An excess must last that long before it is believed... */
export const RAISE_AFTER_MINUTES = 1;
/** ...and be gone for so long before it is over. */
export const CLEAR_AFTER_MINUTES = 10;
/** Gone: less than this part of the way from the usual to what raises it. */
export const CLEAR_FACTOR = 0.5;

/** How far back the start of an excess is looked for. */
export const MAX_BACKDATE_MINUTES = 15;
/** Minutes with less than this part of the worst one are before it: people err every day. */
export const ONSET_PEAK_PART = 0.02;

/** Trouble that comes from one country to a larger part than this is that country's, not the world's. */
export const MAX_CELL_PART = 0.9;

/** Weeks, hours of each, and how many of them an expectation needs. */
export const BASELINE_WEEKS = 8;
export const MIN_BASELINE_WEEKS = 3;
/** A younger collector goes by all hours of its last week, and needs as many of them. */
export const MIN_BASELINE_HOURS = 24;
/** An hour in which the collector was up for less is a gap. */
export const MIN_WATCHED_MINUTES = 45;
