import { isDelivering } from '../observe/observation.ts';
import type { Landmark } from '../x/selectors.ts';
import { type OwnCause, type PageState, SURFACES, type Surface } from '../x/surfaces.ts';
import type { DocumentLoad, PageStretch } from './evidence.ts';
import {
  ADS_ONLY_AFTER_MS,
  BLANK_AFTER_MS,
  NOT_UNDERSTOOD_AFTER_MS,
  PERSISTENT_AFTER_MS,
  RECOVERED_AFTER_MS,
  SETTLED_AFTER_MS,
  STUCK_AFTER_MS,
} from './thresholds.ts';

/** What readers meet when X fails. */
export const SYMPTOMS = [
  'blank-page',
  'empty-feed',
  'empty-list',
  'empty-profile',
  'timeline-error',
  'stuck-loading',
  'script-failure',
  'posting-failed',
  'server-error',
  'unreachable',
  'rate-limited',
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

/** Where trouble was met: a surface, writing, or X's site as a whole when not even a page came. */
export const PARTS = [...SURFACES, 'posting', 'site'] as const;
export type Part = (typeof PARTS)[number];

interface Timed {
  /** When X gave the answer this rests on, in ms since 1970. */
  firstAtMs: number;
  lastAtMs: number;
}

/** One settled sign that X fails. */
export interface Trouble extends Timed {
  kind: 'trouble';
  symptom: Symptom;
  part: Part;
  tabId: number;
  /** The document, or the load, it was met in. */
  documentAtMs: number;
  /** Met while a document loaded, not in a page. */
  isLoad: boolean;
  /**
   * X answered, and this was its answer. Silence (a page that never finishes, a name that does not resolve) may be
   * the reader's own connection, however often it repeats.
   */
  isAnswer: boolean;
  /** Stayed in sight, or was met, so long or often that this alone is a second witness. */
  isPersistent: boolean;
  hasServerErrors: boolean;
}

/** A part that delivers. `isCertain`: it has done so long enough to end trouble by itself. */
export interface Good extends Timed {
  kind: 'good';
  part: Part;
  isCertain: boolean;
}

/** What one stretch or load says about X. */
export type Finding =
  | Trouble
  | Good
  | ({ kind: 'served' } & Timed)
  | ({ kind: 'own-side'; cause: OwnCause } & Timed)
  | ({ kind: 'unclear'; reason: 'logged-out' | 'no-comparison' } & Timed)
  | ({ kind: 'unclear'; reason: 'not-understood'; missing: Landmark[] } & Timed);

const EMPTY: Partial<Record<Surface, Symptom>> = {
  'home-for-you': 'empty-feed',
  'home-following': 'empty-feed',
  'home-list': 'empty-list',
  list: 'empty-list',
  profile: 'empty-profile',
};

const isHome = (surface: Surface) => surface === 'home-for-you' || surface === 'home-following';

/** States of a document in which X's app does not even run. */
const IS_SITE = new Set<PageState>(['blank', 'splash', 'script-failure', 'document-error']);

/**
 * Reads one stretch of a page: what it shows, and what became of posts written there.
 *
 * @param isCrowdDown the crowd says that X is down: then a limit that X sets this reader is most likely set everybody
 */
export function findingsOfStretch(stretch: PageStretch, isCrowdDown: boolean): Finding[] {
  return [findingOfPage(stretch, isCrowdDown), findingOfPosting(stretch)].filter(
    (finding) => finding !== undefined,
  );
}

/** The reader's own side first, then X. */
function findingOfPage(stretch: PageStretch, isCrowdDown: boolean): Finding | undefined {
  const { state, surface, firstAtMs, lastAtMs, visibleMs, ownCause } = stretch;
  const at = { firstAtMs, lastAtMs };
  if (!stretch.isOnline) return { kind: 'own-side', cause: 'offline', ...at };
  if (state === 'posts' && isDelivering(stretch))
    return { kind: 'good', part: surface, isCertain: visibleMs >= RECOVERED_AFTER_MS, ...at };
  if (visibleMs < SETTLED_AFTER_MS || (stretch.wasOffline && state !== 'posts')) return undefined;
  if (state === 'logged-out') return { kind: 'unclear', reason: 'logged-out', ...at };
  const cause = ownCause ?? (state === 'retry-prompt' ? refusalOf(stretch) : undefined);
  if (cause === 'rate-limited' && isCrowdDown) return troubleWith(stretch, 'rate-limited', true);
  if (cause) return { kind: 'own-side', cause, ...at };
  // X moves to a new app, or somebody else's front-end stands there: either way home is no page we know.
  const isStrange = state === 'not-understood' || state === 'foreign';
  if (isStrange && isHome(surface) && visibleMs >= NOT_UNDERSTOOD_AFTER_MS)
    return { kind: 'unclear', reason: 'not-understood', missing: stretch.missing ?? [], ...at };
  return troubleOfPage(stretch);
}

/** X refused this reader, by its answers to the page's requests, and did not fail at any. */
function refusalOf({ rateLimits, refusals, serverErrors }: PageStretch): OwnCause | undefined {
  if (rateLimits > 0) return 'rate-limited';
  return refusals > 0 && serverErrors === 0 ? 'blocked' : undefined;
}

function troubleOfPage(stretch: PageStretch): Finding | undefined {
  const { state, firstAtMs, lastAtMs, visibleMs } = stretch;
  const known = symptomOf(stretch);
  if (!known || visibleMs < known.settledAfterMs) return undefined;
  const { symptom, isAnswer, needsComparison } = known;
  if (needsComparison && !stretch.hasPostsElsewhen)
    return state === 'posts' ? undefined : { kind: 'unclear', reason: 'no-comparison', firstAtMs, lastAtMs };
  return troubleWith(stretch, symptom, isAnswer);
}

function troubleWith(stretch: PageStretch, symptom: Symptom, isAnswer: boolean): Trouble {
  const { state, surface, firstAtMs, lastAtMs, visibleMs } = stretch;
  return {
    kind: 'trouble',
    symptom,
    part: IS_SITE.has(state) ? 'site' : surface,
    tabId: stretch.tabId,
    documentAtMs: stretch.documentStartedAtMs,
    isLoad: false,
    firstAtMs,
    lastAtMs,
    isAnswer,
    isPersistent: isAnswer && visibleMs >= PERSISTENT_AFTER_MS,
    hasServerErrors: stretch.serverErrors > 0,
  };
}

interface KnownSymptom {
  symptom: Symptom;
  settledAfterMs: number;
  /** See {@link Trouble.isAnswer}. */
  isAnswer: boolean;
  /** Only trouble where posts are known to belong: accounts and lists may be empty. */
  needsComparison: boolean;
}

const SETTLED = { settledAfterMs: SETTLED_AFTER_MS, isAnswer: true, needsComparison: false };

function symptomOf({ state, surface, unanswered, serverErrors }: PageStretch): KnownSymptom | undefined {
  switch (state) {
    case 'empty': {
      const symptom = EMPTY[surface];
      return symptom && { ...SETTLED, symptom, needsComparison: true };
    }
    case 'posts': {
      // Ads and own posts alone, as some saw on 2023-12-21.
      if (!isHome(surface)) return undefined;
      return { ...SETTLED, symptom: 'empty-feed', settledAfterMs: ADS_ONLY_AFTER_MS, needsComparison: true };
    }
    case 'retry-prompt':
      return { ...SETTLED, symptom: 'timeline-error', isAnswer: unanswered === 0 || serverErrors > 0 };
    case 'document-error':
      return { ...SETTLED, symptom: 'server-error' };
    case 'script-failure':
      return { ...SETTLED, symptom: 'script-failure', isAnswer: false };
    case 'blank':
      return { ...SETTLED, symptom: 'blank-page', settledAfterMs: BLANK_AFTER_MS };
    case 'splash':
    case 'loading':
      return { ...SETTLED, symptom: 'stuck-loading', settledAfterMs: STUCK_AFTER_MS, isAnswer: false };
    default:
      return undefined;
  }
}

/**
 * Posting fails when X's server says so, or its page does. Once may be a hiccup, twice is a second witness. A post that
 * went through is a good sign, unless words refused it.
 */
function findingOfPosting(stretch: PageStretch): Finding | undefined {
  const { postedAtMs, postErrors, postRefusals, postAnswers } = stretch;
  if (postedAtMs === undefined) return undefined;
  const at = { firstAtMs: postedAtMs, lastAtMs: postedAtMs };
  const failures = Math.max(postErrors, postRefusals);
  if (failures === 0)
    return postAnswers > 0 ? { kind: 'good', part: 'posting', isCertain: true, ...at } : undefined;
  return {
    kind: 'trouble',
    symptom: 'posting-failed',
    part: 'posting',
    tabId: stretch.tabId,
    documentAtMs: stretch.documentStartedAtMs,
    isLoad: false,
    ...at,
    isAnswer: true,
    isPersistent: failures > 1,
    hasServerErrors: false,
  };
}

/** Reads one load of a main document. Aborted, blocked and untrusted loads say nothing about X. */
export function findingOfLoad({ failure, tabId, atMs }: DocumentLoad): Finding | undefined {
  const at = { firstAtMs: atMs, lastAtMs: atMs };
  switch (failure) {
    case 'none':
      return { kind: 'served', ...at };
    case 'offline':
      return { kind: 'own-side', cause: 'offline', ...at };
    case 'http-5xx':
    case 'dns':
    case 'refused':
    case 'reset':
    case 'timeout':
      return {
        kind: 'trouble',
        symptom: failure === 'http-5xx' ? 'server-error' : 'unreachable',
        part: 'site',
        tabId,
        documentAtMs: atMs,
        isLoad: true,
        ...at,
        isAnswer: failure !== 'dns',
        isPersistent: false,
        hasServerErrors: false,
      };
    case 'tls':
    case 'aborted':
    case 'blocked':
    case 'other':
      return undefined;
  }
}
