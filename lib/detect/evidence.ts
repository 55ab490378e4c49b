import type { CrowdStatus } from '../crowd/published-status.ts';
import { isServerError, type NetworkFailure } from '../net/network-failure.ts';
import type { Observation, PostCounts } from '../observe/observation.ts';
import type { Operation } from '../x/endpoints.ts';
import type { Landmark } from '../x/selectors.ts';
import type { OwnCause, PageState, Surface } from '../x/surfaces.ts';
import { EVIDENCE_LASTS_MS } from './thresholds.ts';

/** One stretch of one state of one page: all observations of it, folded together. */
export interface PageStretch {
  tabId: number;
  documentStartedAtMs: number;
  stretch: number;
  surface: Surface;
  state: PageState;
  /** When X gave this answer, in ms since 1970. What a page goes on showing is no newer than that. */
  firstAtMs: number;
  lastAtMs: number;
  visibleMs: number;
  posts: PostCounts;
  /** Posts must be here: this browser has seen some in this place, or the page's own numbers count them. */
  hasPostsElsewhen: boolean;
  /** Timeline requests that X itself failed (HTTP 5xx). */
  serverErrors: number;
  /** Timeline requests refused because this account asked too often (HTTP 429). */
  rateLimits: number;
  /** Timeline requests refused to this account or address (HTTP 401, 403). */
  refusals: number;
  /**
   * Timeline requests without an answer that says anything of X: dropped, aborted by the page itself, blocked, or
   * unknown to X (HTTP 404), which is usually an old page still open.
   */
  unanswered: number;
  /** Posts X failed to take: refused with HTTP 5xx, or with words. */
  postErrors: number;
  postRefusals: number;
  /** Posts X answered with HTTP 200; words may have refused some of them all the same. */
  postAnswers: number;
  /** When a post was last tried, in ms since 1970. */
  postedAtMs?: number;
  ownCause?: OwnCause;
  missing?: Landmark[];
  isOnline: boolean;
  /** The browser was offline at some time in this stretch: what the page then showed stays, and says nothing. */
  wasOffline: boolean;
}

/** One load of a main document of X. */
export interface DocumentLoad {
  tabId: number;
  atMs: number;
  failure: NetworkFailure | 'none';
}

/** What the collector published last, for those who want to see it. */
export interface CrowdWitness {
  status: CrowdStatus;
  /** When it was so, in ms since 1970 by this device's clock. */
  atMs: number;
}

/** What is remembered of the last minutes, over all tabs. */
export interface Evidence {
  stretches: PageStretch[];
  loads: DocumentLoad[];
  crowd?: CrowdWitness;
  /** Trouble from before this is over, as judged when X delivered again. */
  recoveredAtMs?: number;
}

export const NO_EVIDENCE: Evidence = { stretches: [], loads: [] };

/** More than a reader produces in the time evidence lasts; only a fault or a flood goes beyond. */
const MOST_KEPT = 200;

/** What the background adds to an observation that a content script sent. */
export interface Sighting {
  observation: Observation;
  tabId: number;
  atMs: number;
  hasPostsElsewhen: boolean;
}

type StretchName = Pick<PageStretch, 'tabId' | 'documentStartedAtMs' | 'stretch'>;

const stretchKey = (s: StretchName) => `${s.tabId} ${s.documentStartedAtMs} ${s.stretch}`;

/** What is known so far of the stretch an observation tells of. */
export const findStretch = (evidence: Evidence, name: StretchName): PageStretch | undefined =>
  evidence.stretches.find((stretch) => stretchKey(stretch) === stretchKey(name));

/**
 * Folds a sighting into the evidence. In whatever order sightings arrive, the result is the same: everything is
 * merged by minimum, maximum or sum, and sorted by time.
 */
export function addSighting(evidence: Evidence, sighting: Sighting): Evidence {
  const fresh = stretchOf(sighting);
  const known = findStretch(evidence, fresh);
  const merged = known ? merge(known, fresh) : fresh;
  const stretches = [...evidence.stretches.filter((stretch) => stretch !== known), merged];
  return prune({ ...evidence, stretches }, sighting.atMs);
}

export const addLoad = (evidence: Evidence, load: DocumentLoad): Evidence =>
  prune({ ...evidence, loads: [...evidence.loads, load] }, load.atMs);

/** The newest word of the crowd takes the place of the last one; without any there is none. */
export function withCrowd({ crowd: _last, ...seen }: Evidence, crowd: CrowdWitness | undefined): Evidence {
  return crowd ? { ...seen, crowd } : seen;
}

function stretchOf({ observation, tabId, atMs, hasPostsElsewhen }: Sighting): PageStretch {
  const { ageMs, place: _place, hasPostsByNumbers: _numbers, requests, postFailures, ...seen } = observation;
  const count = (isCounted: (operation: Operation, status: number) => boolean) =>
    requests.reduce(
      (sum, request) => sum + (isCounted(request.operation, request.status) ? request.count : 0),
      0,
    );
  const isPosting = (operation: Operation) => operation === 'CreateTweet';
  const hasPosted = postFailures > 0 || requests.some((request) => isPosting(request.operation));
  return {
    ...seen,
    tabId,
    hasPostsElsewhen,
    firstAtMs: atMs - ageMs,
    lastAtMs: atMs,
    serverErrors: count((operation, status) => isServerError(status) && !isPosting(operation)),
    rateLimits: count((operation, status) => status === 429 && !isPosting(operation)),
    refusals: count((operation, status) => (status === 401 || status === 403) && !isPosting(operation)),
    unanswered: count((operation, status) => (status === 0 || status === 404) && !isPosting(operation)),
    wasOffline: !seen.isOnline,
    postErrors: count((operation, status) => isServerError(status) && isPosting(operation)),
    postAnswers: count((operation, status) => status === 200 && isPosting(operation)),
    postRefusals: postFailures,
    ...(hasPosted ? { postedAtMs: atMs } : {}),
  };
}

/** Counts of one stretch, each told once by some observation of it. */
const SUMMED = [
  'serverErrors',
  'rateLimits',
  'refusals',
  'unanswered',
  'postErrors',
  'postAnswers',
  'postRefusals',
] as const;

function merge(a: PageStretch, b: PageStretch): PageStretch {
  const [earlier, later] = b.lastAtMs >= a.lastAtMs ? [a, b] : [b, a];
  const sums = Object.fromEntries(SUMMED.map((name) => [name, a[name] + b[name]]));
  const postedAtMs = Math.max(a.postedAtMs ?? 0, b.postedAtMs ?? 0);
  return {
    ...earlier,
    ...later,
    ...sums,
    firstAtMs: Math.min(a.firstAtMs, b.firstAtMs),
    visibleMs: Math.max(a.visibleMs, b.visibleMs),
    hasPostsElsewhen: a.hasPostsElsewhen || b.hasPostsElsewhen,
    wasOffline: a.wasOffline || b.wasOffline,
    ...(postedAtMs > 0 ? { postedAtMs } : {}),
  };
}

function prune(evidence: Evidence, nowMs: number): Evidence {
  const oldestMs = nowMs - EVIDENCE_LASTS_MS;
  return {
    ...evidence,
    stretches: evidence.stretches
      .filter((stretch) => stretch.lastAtMs > oldestMs)
      .sort((a, b) => a.firstAtMs - b.firstAtMs || stretchKey(a).localeCompare(stretchKey(b)))
      .slice(-MOST_KEPT),
    loads: evidence.loads
      .filter((load) => load.atMs > oldestMs)
      .sort((a, b) => a.atMs - b.atMs || a.tabId - b.tabId)
      .slice(-MOST_KEPT),
  };
}

/**
 * All that was noted is moved along when the computer's clock was set back: else what was seen before would be the newest
 * for as long as the clock takes to come so far again. How pages name themselves stays, they were not told.
 */
export function movedBack(evidence: Evidence, byMs: number): Evidence {
  const { recoveredAtMs } = evidence;
  return {
    ...evidence,
    stretches: evidence.stretches.map((stretch) => ({
      ...stretch,
      firstAtMs: stretch.firstAtMs - byMs,
      lastAtMs: stretch.lastAtMs - byMs,
      ...(stretch.postedAtMs === undefined ? {} : { postedAtMs: stretch.postedAtMs - byMs }),
    })),
    loads: evidence.loads.map((load) => ({ ...load, atMs: load.atMs - byMs })),
    ...(recoveredAtMs === undefined ? {} : { recoveredAtMs: recoveredAtMs - byMs }),
  };
}

/** When anything of X was last met, however long ago; undefined on the first day. */
export function lastSeenAtMs({ stretches, loads }: Evidence): number | undefined {
  const timesMs = [...stretches.map(({ lastAtMs }) => lastAtMs), ...loads.map(({ atMs }) => atMs)];
  return timesMs.length > 0 ? Math.max(...timesMs) : undefined;
}
