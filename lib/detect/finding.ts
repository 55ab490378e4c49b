import type { Surface } from '../x/surfaces.ts';
import type { DocumentLoad, PageStretch } from './evidence.ts';
import {
  BLANK_AFTER_MS,
  NOT_UNDERSTOOD_AFTER_MS,
  PERSISTENT_AFTER_MS,
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
  'server-error',
  'unreachable',
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

/** Causes on the reader's side. */
export const OWN_CAUSES = ['offline', 'rate-limited'] as const;
export type OwnCause = (typeof OWN_CAUSES)[number];

/** Where trouble was met: a surface, or X's site as a whole when not even a document came. */
export type Part = Surface | 'site';

/** One settled sign that X fails. */
export interface Trouble {
  kind: 'trouble';
  symptom: Symptom;
  part: Part;
  tabId: number;
  /** The document, or the load, it was met in. */
  documentAtMs: number;
  firstAtMs: number;
  lastAtMs: number;
  /**
   * X answered, and this was its answer. Silence (a page that never finishes, a name that does not resolve) may be
   * the reader's own connection, however often it repeats.
   */
  isAnswer: boolean;
  /** Stayed in sight so long that this alone is a second witness. */
  isPersistent: boolean;
  hasServerErrors: boolean;
}

/** What one stretch or load says about X. */
export type Finding =
  | Trouble
  | { kind: 'good'; surface: Surface; firstAtMs: number; lastAtMs: number; visibleMs: number }
  | { kind: 'served'; firstAtMs: number; lastAtMs: number }
  | { kind: 'own-side'; cause: OwnCause; firstAtMs: number; lastAtMs: number }
  | {
      kind: 'unclear';
      reason: 'logged-out' | 'not-understood' | 'no-comparison';
      firstAtMs: number;
      lastAtMs: number;
    };

/** Symptoms of a page that got an answer and shows it. The others may be a slow line or a blocked script for ever. */
const ANSWERS = new Set<Symptom>([
  'blank-page',
  'empty-feed',
  'empty-list',
  'empty-profile',
  'timeline-error',
]);

const EMPTY: Partial<Record<Surface, Symptom>> = {
  'home-for-you': 'empty-feed',
  'home-following': 'empty-feed',
  'home-list': 'empty-list',
  list: 'empty-list',
  profile: 'empty-profile',
};

const isHome = (surface: Surface) => surface === 'home-for-you' || surface === 'home-following';

/** Reads one stretch of a page: the reader's own side first, then X. Undefined when it says nothing. */
export function findingOfStretch(stretch: PageStretch): Finding | undefined {
  const { state, surface, firstAtMs, lastAtMs, visibleMs } = stretch;
  const at = { firstAtMs, lastAtMs };
  if (state === 'posts')
    return stretch.posts.organic > 0 ? { kind: 'good', surface, visibleMs, ...at } : undefined;
  if (state === 'logged-out' && visibleMs >= SETTLED_AFTER_MS)
    return { kind: 'unclear', reason: 'logged-out', ...at };
  if (state === 'not-understood' && isHome(surface) && visibleMs >= NOT_UNDERSTOOD_AFTER_MS)
    return { kind: 'unclear', reason: 'not-understood', ...at };

  const trouble = symptomOf(stretch);
  if (!trouble || visibleMs < trouble.settledAfterMs) return undefined;
  if (!stretch.isOnline) return { kind: 'own-side', cause: 'offline', ...at };
  if (state === 'retry-prompt' && stretch.rateLimits > 0)
    return { kind: 'own-side', cause: 'rate-limited', ...at };
  if (state === 'empty' && !stretch.hasPostsElsewhen)
    return { kind: 'unclear', reason: 'no-comparison', ...at };
  const { symptom } = trouble;
  const isUnheard = symptom === 'timeline-error' && stretch.unanswered > 0 && stretch.serverErrors === 0;
  const isAnswer = ANSWERS.has(symptom) && !isUnheard;
  return {
    kind: 'trouble',
    symptom,
    part: surface,
    tabId: stretch.tabId,
    documentAtMs: stretch.documentStartedAtMs,
    ...at,
    isAnswer,
    isPersistent: isAnswer && visibleMs >= PERSISTENT_AFTER_MS,
    hasServerErrors: stretch.serverErrors > 0,
  };
}

function symptomOf({
  state,
  surface,
}: PageStretch): { symptom: Symptom; settledAfterMs: number } | undefined {
  switch (state) {
    case 'empty': {
      const symptom = EMPTY[surface];
      return symptom && { symptom, settledAfterMs: SETTLED_AFTER_MS };
    }
    case 'retry-prompt':
      return { symptom: 'timeline-error', settledAfterMs: SETTLED_AFTER_MS };
    case 'script-failure':
      return { symptom: 'script-failure', settledAfterMs: SETTLED_AFTER_MS };
    case 'blank':
      return { symptom: 'blank-page', settledAfterMs: BLANK_AFTER_MS };
    case 'splash':
    case 'loading':
      return { symptom: 'stuck-loading', settledAfterMs: STUCK_AFTER_MS };
    default:
      return undefined;
  }
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
        ...at,
        isAnswer: failure !== 'dns',
        isPersistent: false,
        hasServerErrors: failure === 'http-5xx',
      };
    case 'tls':
    case 'aborted':
    case 'blocked':
    case 'other':
      return undefined;
  }
}
