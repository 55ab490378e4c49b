import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLoad,
  type DocumentLoad,
  type Evidence,
  lastSeenAtMs,
  NO_EVIDENCE,
} from '../../../lib/detect/evidence.ts';
import { EVIDENCE_LASTS_MS } from '../../../lib/detect/thresholds.ts';
import type { RequestCount } from '../../../lib/observe/observation.ts';
import { addSeen, type Seen, START_MS } from '../../support/reader.ts';

const LASTS_S = EVIDENCE_LASTS_MS / 1000;

const stretchesOf = (...seen: Seen[]) => seen.reduce(addSeen, NO_EVIDENCE).stretches;
const posted = (status: number): RequestCount => ({ operation: 'CreateTweet', status, count: 1 });

const load = (atS: number, tabId = 1): DocumentLoad => ({
  tabId,
  atMs: START_MS + atS * 1000,
  failure: 'http-5xx',
});
const loadsOf = (...loads: DocumentLoad[]) => loads.reduce(addLoad, NO_EVIDENCE).loads;

describe('requests', () => {
  it('are counted by what became of them, those that post apart from those that read', () => {
    const requests: RequestCount[] = [
      { operation: 'HomeTimeline', status: 500, count: 2 },
      { operation: 'UserTweets', status: 503, count: 1 },
      { operation: 'HomeTimeline', status: 429, count: 4 },
      { operation: 'HomeTimeline', status: 0, count: 5 },
      { operation: 'HomeTimeline', status: 200, count: 6 },
      { operation: 'HomeTimeline', status: 404, count: 7 },
      { operation: 'HomeTimeline', status: 401, count: 1 },
      { operation: 'HomeTimeline', status: 403, count: 2 },
      { operation: 'CreateTweet', status: 500, count: 1 },
      { operation: 'CreateTweet', status: 429, count: 8 },
      { operation: 'CreateTweet', status: 0, count: 9 },
      { operation: 'CreateTweet', status: 200, count: 2 },
    ];
    expect(stretchesOf({ atS: 1, requests, postFailures: 3 })).toMatchObject([
      {
        serverErrors: 3,
        rateLimits: 4,
        refusals: 3,
        unanswered: 12,
        postErrors: 1,
        postAnswers: 2,
        postRefusals: 3,
      },
    ]);
  });

  it('of all observations of one stretch add up', () => {
    const failed = { requests: [{ operation: 'HomeTimeline', status: 503, count: 2 } as const] };
    expect(stretchesOf({ atS: 1, ...failed }, { atS: 9, ...failed }, { atS: 12 })).toMatchObject([
      { serverErrors: 4 },
    ]);
  });
});

describe('the time of the last attempt to post', () => {
  it('is that of the observation that tells of it, by a request or by words', () => {
    const reading: RequestCount = { operation: 'HomeTimeline', status: 200, count: 1 };
    const at5 = [{ postedAtMs: START_MS + 5_000 }];
    expect(stretchesOf({ atS: 5, requests: [reading, posted(200)] })).toMatchObject(at5);
    expect(stretchesOf({ atS: 5, postFailures: 1 })).toMatchObject(at5);
    expect(stretchesOf({ atS: 5, requests: [reading] })[0]).not.toHaveProperty('postedAtMs');
  });

  it('stays while the reader only reads on', () => {
    const seen = stretchesOf({ atS: 5, requests: [posted(200)] }, { atS: 9 });
    expect(seen).toMatchObject([{ postedAtMs: START_MS + 5_000, lastAtMs: START_MS + 9_000 }]);
    expect(stretchesOf({ atS: 5 }, { atS: 9 })[0]).not.toHaveProperty('postedAtMs');
  });

  it('is the latest, also when its observation arrives late', () => {
    const at = (atS: number) => ({ atS, requests: [posted(200)] });
    expect(stretchesOf(at(5), { atS: 30 }, at(20))).toMatchObject([{ postedAtMs: START_MS + 20_000 }]);
    expect(stretchesOf(at(20), at(5))).toMatchObject([{ postedAtMs: START_MS + 20_000 }]);
    expect(stretchesOf(at(20), { atS: 10 })).toMatchObject([{ postedAtMs: START_MS + 20_000 }]);
  });
});

describe('observations of one stretch', () => {
  it('fold into one, from the first moment to the last, with the longest time in sight', () => {
    const seen: Seen[] = [
      { atS: 10, ageMs: 4_000, visibleMs: 3_000 },
      { atS: 20, ageMs: 12_000, visibleMs: 2_000 },
    ];
    const folded = [{ firstAtMs: START_MS + 6_000, lastAtMs: START_MS + 20_000, visibleMs: 3_000 }];
    expect(stretchesOf(...seen)).toMatchObject(folded);
    expect(stretchesOf(...seen.toReversed())).toMatchObject(folded);
  });

  it('show what the newest of them showed, also when an older one arrives late', () => {
    const newest = { atS: 20, posts: { organic: 9, promoted: 1, own: 0 }, isOnline: false };
    expect(stretchesOf(newest, { atS: 10 })).toMatchObject([{ posts: newest.posts, isOnline: false }]);
  });

  it('know that posts belong there as soon as one of them knows', () => {
    const unknown = { atS: 1, hasPostsElsewhen: false };
    const known = { atS: 5, hasPostsElsewhen: true };
    expect(stretchesOf(unknown, known)).toMatchObject([{ hasPostsElsewhen: true }]);
    expect(stretchesOf(known, { ...unknown, atS: 9 })).toMatchObject([{ hasPostsElsewhen: true }]);
    expect(stretchesOf(unknown, { ...unknown, atS: 9 })).toMatchObject([{ hasPostsElsewhen: false }]);
  });

  it('never mix with those of another tab, document or stretch', () => {
    const others = [{ tabId: 2 }, { documentStartedAtMs: START_MS + 1 }, { stretch: 2 }];
    for (const other of others) expect(stretchesOf({ atS: 1 }, { atS: 1, ...other })).toHaveLength(2);
  });
});

describe('evidence', () => {
  it('is forgotten once it was last seen ten minutes ago', () => {
    const later = (atS: number) => stretchesOf({ atS: 0 }, { atS, stretch: 2 });
    expect(later(LASTS_S - 0.001)).toHaveLength(2);
    expect(later(LASTS_S)).toMatchObject([{ stretch: 2 }]);
    expect(loadsOf(load(0), load(LASTS_S - 0.001))).toHaveLength(2);
    expect(loadsOf(load(0), load(LASTS_S))).toEqual([load(LASTS_S)]);
  });

  it('of pages and of loads grows old together', () => {
    expect(addSeen(addLoad(NO_EVIDENCE, load(0)), { atS: LASTS_S }).loads).toEqual([]);
    expect(addLoad(addSeen(NO_EVIDENCE, { atS: 0 }), load(LASTS_S)).stretches).toEqual([]);
  });

  it('keeps a recovery in mind', () => {
    const recovered: Evidence = { ...NO_EVIDENCE, recoveredAtMs: START_MS };
    expect(addSeen(addLoad(recovered, load(1)), { atS: 1 })).toMatchObject({ recoveredAtMs: START_MS });
  });

  it('loses the oldest first in a flood', () => {
    const seconds = Array.from({ length: 201 }, (_, second) => second);
    const pages = stretchesOf(...seconds.map((atS) => ({ atS, stretch: atS })));
    expect(pages.map(({ stretch }) => stretch)).toEqual(seconds.slice(1));
    expect(loadsOf(...seconds.map((atS) => load(atS)))).toEqual(seconds.slice(1).map((atS) => load(atS)));
  });

  const moments = fc.uniqueArray(
    fc.record({ atS: fc.integer({ min: 0, max: 4 }), tabId: fc.integer({ min: 1, max: 5 }) }),
    { selector: ({ atS, tabId }) => `${atS} ${tabId}`, maxLength: 20 },
  );

  it('stands in the order of time, whatever order it comes in, and by tab within one moment', () => {
    fc.assert(
      fc.property(moments, (drawn) => {
        const inOrder = drawn.toSorted((a, b) => a.atS - b.atS || a.tabId - b.tabId);
        const pages = stretchesOf(...drawn.map(({ atS, tabId }) => ({ atS, tabId, stretch: atS })));
        expect(pages.map(({ stretch, tabId }) => ({ atS: stretch, tabId }))).toEqual(inOrder);
        const loads = loadsOf(...drawn.map(({ atS, tabId }) => load(atS, tabId)));
        expect(loads).toEqual(inOrder.map(({ atS, tabId }) => load(atS, tabId)));
      }),
    );
  });
});

it('the last time anything of X was met is remembered however old it is, and unknown on the first day', () => {
  expect(lastSeenAtMs(NO_EVIDENCE)).toBeUndefined();
  const evidence = addLoad(addSeen(NO_EVIDENCE, { atS: 5 }), load(9));
  expect(lastSeenAtMs(evidence)).toBe(START_MS + 9_000);
});
