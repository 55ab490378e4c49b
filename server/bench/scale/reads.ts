/** As `server/src/http/status-routes.ts` tells caches. */
const MAX_AGE_SECONDS = 15;
/** Places in which a CDN keeps copies of its own, each of which asks for itself. */
const EDGES = 200;
/** As the extension asks while it waits, and in trouble (lib/platform/crowd-watch.ts). */
const ASK_EVERY_SECONDS = { calm: 300, trouble: 120 };

export interface Reads {
  perSecond: number;
  /** Of these, what no copy answers. */
  originPerSecond: number;
  hitPart: number;
}

/**
 * Status reads of devices in use, at most: all of them want to know, and ask for themselves. A copy is good for 15 s, so
 * that a place with `r` requests a second asks the origin once in 15 + 1/r s.
 */
export function readsOf(inUse: number, when: keyof typeof ASK_EVERY_SECONDS): Reads {
  const perSecond = inUse / ASK_EVERY_SECONDS[when];
  const here = perSecond / EDGES;
  const originPerSecond = (EDGES * here) / (1 + here * MAX_AGE_SECONDS);
  return { perSecond, originPerSecond, hitPart: 1 - originPerSecond / perSecond };
}
