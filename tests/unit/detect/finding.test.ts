import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../lib/detect/evidence.ts';
import { type Finding, findingOfLoad, findingsOfStretch } from '../../../lib/detect/finding.ts';
import {
  ADS_ONLY_AFTER_MS,
  BLANK_AFTER_MS,
  NOT_UNDERSTOOD_AFTER_MS,
  PERSISTENT_AFTER_MS,
  RECOVERED_AFTER_MS,
  SETTLED_AFTER_MS,
  STUCK_AFTER_MS,
} from '../../../lib/detect/thresholds.ts';
import type { RequestCount } from '../../../lib/observe/observation.ts';
import { addSeen, type Seen, START_MS } from '../../support/reader.ts';

/** What one page says, seen once, at second 60. */
const findings = (parts: Omit<Seen, 'atS'>, isCrowdDown = false): Finding[] =>
  addSeen(NO_EVIDENCE, { atS: 60, ...parts }).stretches.flatMap((stretch) =>
    findingsOfStretch(stretch, isCrowdDown),
  );

const request = (operation: RequestCount['operation'], status: number): RequestCount => ({
  operation,
  status,
  count: 1,
});

const adsOnHome = { posts: { organic: 0, promoted: 1, own: 0 } };

describe('trouble with a page', () => {
  it.each([
    ['an empty For you', { state: 'empty' }, 'empty-feed', SETTLED_AFTER_MS],
    ['an empty Following', { state: 'empty', surface: 'home-following' }, 'empty-feed', SETTLED_AFTER_MS],
    [
      'an empty list pinned to home',
      { state: 'empty', surface: 'home-list' },
      'empty-list',
      SETTLED_AFTER_MS,
    ],
    ['an empty list', { state: 'empty', surface: 'list' }, 'empty-list', SETTLED_AFTER_MS],
    ['an empty profile', { state: 'empty', surface: 'profile' }, 'empty-profile', SETTLED_AFTER_MS],
    ['ads alone on For you', adsOnHome, 'empty-feed', ADS_ONLY_AFTER_MS],
    ['ads alone on Following', { ...adsOnHome, surface: 'home-following' }, 'empty-feed', ADS_ONLY_AFTER_MS],
    ['a prompt to retry', { state: 'retry-prompt' }, 'timeline-error', SETTLED_AFTER_MS],
    ['an app that did not start', { state: 'script-failure' }, 'script-failure', SETTLED_AFTER_MS],
    ['an error for a document', { state: 'document-error' }, 'server-error', SETTLED_AFTER_MS],
    ['a page without content', { state: 'blank' }, 'blank-page', BLANK_AFTER_MS],
    ['a splash', { state: 'splash' }, 'stuck-loading', STUCK_AFTER_MS],
    ['a spinner', { state: 'loading' }, 'stuck-loading', STUCK_AFTER_MS],
  ] as const)('%s begins after exactly its time in sight', (_what, parts, symptom, afterMs) => {
    expect(findings({ ...parts, visibleMs: afterMs - 1 })).toEqual([]);
    expect(findings({ ...parts, visibleMs: afterMs })).toMatchObject([{ kind: 'trouble', symptom }]);
  });

  it.each(['retry-prompt', 'script-failure', 'document-error', 'blank', 'splash', 'loading'] as const)(
    'needs no posts from before to be told by %s',
    (state) => {
      const seen = { state, visibleMs: STUCK_AFTER_MS, hasPostsElsewhen: false };
      expect(findings(seen)).toMatchObject([{ kind: 'trouble' }]);
    },
  );

  it('is persistent after exactly twenty seconds of an answer of X', () => {
    const empty = (visibleMs: number) => findings({ state: 'empty', visibleMs });
    expect(empty(PERSISTENT_AFTER_MS - 1)).toMatchObject([{ isAnswer: true, isPersistent: false }]);
    expect(empty(PERSISTENT_AFTER_MS)).toMatchObject([{ isAnswer: true, isPersistent: true }]);
  });

  it.each(['splash', 'loading', 'script-failure'] as const)(
    'is silence in state %s, so that no length of it is persistent',
    (state) => {
      expect(findings({ state, visibleMs: 600_000 })).toMatchObject([
        { isAnswer: false, isPersistent: false },
      ]);
    },
  );

  it('is silence behind a prompt whose requests got no answer, unless a server error is among them', () => {
    const prompt = (...requests: RequestCount[]) =>
      findings({ state: 'retry-prompt', visibleMs: 2_000, requests });
    const [dropped, failed] = [request('HomeTimeline', 0), request('HomeTimeline', 503)];
    expect(prompt(dropped)).toMatchObject([{ isAnswer: false }]);
    expect(prompt(dropped, failed)).toMatchObject([{ isAnswer: true }]);
  });

  it.each(['not-found', 'user-state'] as const)('is never what %s means', (state) => {
    expect(findings({ state, visibleMs: 600_000 })).toEqual([]);
  });

  it.each(['search', 'notifications', 'bookmarks', 'post'] as const)(
    'is not an empty %s, which may rightly be empty',
    (surface) => {
      expect(findings({ surface, state: 'empty', visibleMs: 600_000 })).toEqual([]);
    },
  );
});

describe('posts', () => {
  it('are certain to be back after exactly ten seconds in sight', () => {
    expect(findings({ visibleMs: RECOVERED_AFTER_MS - 1 })).toMatchObject([{ isCertain: false }]);
    expect(findings({ visibleMs: RECOVERED_AFTER_MS })).toMatchObject([{ isCertain: true }]);
  });

  it('of the page behind a log-in wall are no good sign', () => {
    const walled = {
      state: 'logged-out',
      posts: { organic: 5, promoted: 0, own: 0 },
      visibleMs: 2_000,
    } as const;
    expect(findings(walled)).toMatchObject([{ kind: 'unclear', reason: 'logged-out' }]);
  });
});

describe('the reader’s own side', () => {
  it('is no request too many while the page does not fail for it', () => {
    const requests = [request('HomeTimeline', 429)];
    expect(findings({ state: 'empty', visibleMs: 2_000, requests })).toMatchObject([{ kind: 'trouble' }]);
    expect(findings({ state: 'retry-prompt', visibleMs: 2_000, requests })).toMatchObject([
      { kind: 'own-side', cause: 'rate-limited' },
    ]);
  });

  it('and being logged out are believed after exactly two seconds in sight', () => {
    const believed: Omit<Seen, 'atS'>[] = [
      { state: 'logged-out' },
      { state: 'retry-prompt', ownCause: 'blocked' },
      { state: 'retry-prompt', requests: [request('HomeTimeline', 429)] },
    ];
    for (const parts of believed) {
      expect(findings({ ...parts, visibleMs: SETTLED_AFTER_MS - 1 })).toEqual([]);
      expect(findings({ ...parts, visibleMs: SETTLED_AFTER_MS })).toHaveLength(1);
    }
  });
});

describe('a home that is not understood', () => {
  it.each(['home-for-you', 'home-following'] as const)(
    'says so after exactly ten seconds in sight (%s)',
    (surface) => {
      const seen = { state: 'not-understood', surface } as const;
      expect(findings({ ...seen, visibleMs: NOT_UNDERSTOOD_AFTER_MS - 1 })).toEqual([]);
      expect(findings({ ...seen, visibleMs: NOT_UNDERSTOOD_AFTER_MS })).toMatchObject([
        { kind: 'unclear', reason: 'not-understood', missing: [] },
      ]);
    },
  );
});

describe('posting', () => {
  const postingOf = (status: number, postFailures = 0) =>
    findings({ requests: [request('CreateTweet', status)], postFailures }).slice(1);

  it('works, for certain, when X takes a post', () => {
    expect(postingOf(200)).toMatchObject([{ kind: 'good', part: 'posting', isCertain: true }]);
  });

  it('neither works nor fails when X refuses a post by the reader’s own limits', () => {
    expect(postingOf(403)).toEqual([]);
  });

  it('fails in the page, at the moment of the attempt', () => {
    expect(postingOf(500)).toMatchObject([
      { kind: 'trouble', part: 'posting', isLoad: false, isPersistent: false, firstAtMs: START_MS + 60_000 },
    ]);
  });
});

describe('a document that does not load', () => {
  const loading = (failure: Parameters<typeof findingOfLoad>[0]['failure']) =>
    findingOfLoad({ tabId: 1, atMs: START_MS, failure });

  it.each(['refused', 'reset', 'timeout'] as const)('for %s is X’s answer: it is unreachable', (failure) => {
    expect(loading(failure)).toMatchObject({ symptom: 'unreachable', part: 'site', isAnswer: true });
  });

  it('for want of a name may be the reader’s own connection', () => {
    expect(loading('dns')).toMatchObject({ symptom: 'unreachable', isAnswer: false });
  });
});
