/** Every number the crowd's detector goes by; docs/crowd-detection.md says what was measured with them. */

/** The window that is judged: a slot long, so that nobody who reports once a slot counts twice... */
export const WINDOW_MINUTES = 15;
/** ...and its newest part, in which an outage stands out earlier. */
export const RECENT_MINUTES = 5;

/** Fewer devices in the panel say nothing about a share. */
export const MIN_PANEL = 20;

/** Shares of troubled devices, by the lower bound of what the panel says. A calm X has well under 1 %... */
export const ELEVATED_SHARE = 0.05;
export const OUTAGE_SHARE = 0.15;
/** ...or, where more is usual, so many times that. */
export const USUAL_SHARE_FACTOR = 3;
/** Devices that get into trouble, by the pace of now, within a slot: fewer are no outage where the devices are known. */
export const OUTAGE_PACE = 0.05;

/** Devices with trouble: so few never make an alarm by their number. Ten are also the fewest that are ever shown... */
export const MIN_ELEVATED_DEVICES = 5;
export const MIN_OUTAGE_DEVICES = 10;
/** ...nor is it one, unless that many are less likely than this by chance. A year has 35,000 windows... */
export const ELEVATED_ALPHA = 1e-5;
export const OUTAGE_ALPHA = 1e-7;
/** ...but devices that each come from another place or minute are independent: fewer tell, in the newest minutes. */
export const MIN_BURSTS = 3;
export const BURST_ALPHA = 1e-4;
/** ...and an outage is not only sure but large: complaint sites see 50 times the usual and more. */
export const OUTAGE_FACTOR = 10;
/** ...and it begins: twice what was there in the last hour. The slowest known took half an hour to its peak... */
export const ONSET_FACTOR = 2;
/** ...and releases of ours take days: an hour's mean keeps up with them. */
export const LATELY_MINUTES = 60;

/** An excess must last that long before it is taken for an outage... */
export const RAISE_AFTER_MINUTES = 1;
/** ...and be gone for so long before it is over. */
export const CLEAR_AFTER_MINUTES = 10;
/** Gone: less than this part of the way from the usual to what raises it. */
export const CLEAR_FACTOR = 0.5;

/** How far back the start of an excess is looked for. */
export const MAX_BACKDATE_MINUTES = 15;
/** Minutes with less than this part of the worst one are before it: people err every day. */
export const ONSET_PEAK_PART = 0.02;

/** Trouble from fewer places than this is not the world's. */
export const MIN_TROUBLED_CELLS = 3;

/** With so many reports of seasoned devices in a slot, those of newcomers count at most as this part of theirs. */
export const MIN_SEASONED_REPORTS = 20;
export const NEWCOMER_PART = 0.5;

/** Panel reports among all reports of trouble are as many as were drawn: more is less likely than this, and forged. */
export const FORGED_PANEL_ALPHA = 1e-4;

/** Weeks of hours that an expectation is learnt from when a collector starts. */
export const LEARNT_WEEKS = 8;
/** An expectation needs as many hours: a day has all of its hours once. */
export const MIN_LEARNT_HOURS = 24;
/** An hour in which the collector was up for less is a gap. */
export const MIN_WATCHED_MINUTES = 45;

/** What is thought of the share of devices in trouble before anything is known: 0.5 %, as if 200 had been asked. */
export const PRIOR_SHARE = 0.005;
export const PRIOR_SHARE_WEIGHT = 200;
/** What was learnt of an hour of the week fades by this much a week. */
export const SHARE_MEMORY = 0.9;
