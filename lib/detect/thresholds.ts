/** Every number the verdict rests on, each with its reason. Times in ms. */

/** Pages are looked at once a second, early or late by some ms: what stands for n seconds was met by n + 1 looks. */
const standsFor = (seconds: number) => seconds * 1_000 - 100;

/** Healthy pages flash "Welcome to X!" for some 1.5 s before posts come [third-party notes 2026]. */
export const SETTLED_AFTER_MS = standsFor(2);

/** A page without any content may still be starting: X's own splash stands for a second or two. */
export const BLANK_AFTER_MS = standsFor(5);

/** Ads alone for this long: on a healthy home the first posts are among the first cells. */
export const ADS_ONLY_AFTER_MS = standsFor(5);

/** Splash or spinner this long in sight is no slow connection any more. */
export const STUCK_AFTER_MS = standsFor(20);

/** A trouble state that stays this long in sight counts as a second witness. */
export const PERSISTENT_AFTER_MS = standsFor(20);

/** Unrecognised this long, X has probably changed; while a list is replaced nothing is recognised for a moment. */
export const NOT_UNDERSTOOD_AFTER_MS = standsFor(10);

/** Posts that stay this long, or come twice, end an incident: one good answer may be luck. */
export const RECOVERED_AFTER_MS = standsFor(10);

/** Loads closer together than this are one try, such as the two tabs of a restored session. */
export const SEPARATE_LOADS_MS = 3_000;

/** What was last seen longer ago than this says nothing about now. Twice the content script's sign of life. */
export const EVIDENCE_LASTS_MS = 10 * 60_000;

/** Trouble met again within this time after it was lost from sight is the same incident. */
export const SAME_INCIDENT_UNSEEN_MS = 30 * 60_000;

/** Trouble that returns within this time after a recovery is the same incident, flapping. */
export const SAME_INCIDENT_RECOVERED_MS = 3 * 60_000;
