import { describe, expect, it } from 'vitest';
import { addLoad, NO_EVIDENCE } from '../../../lib/detect/evidence.ts';
import { judge } from '../../../lib/detect/judge.ts';
import type { NetworkFailure } from '../../../lib/net/network-failure.ts';
import type { RequestCount } from '../../../lib/observe/observation.ts';
import { addSeen, judgeSeen, type Seen, START_MS } from '../../support/reader.ts';

const request = (status: number): RequestCount => ({ operation: 'HomeTimeline', status, count: 1 });
const emptyHome = { surface: 'home-for-you', state: 'empty' } as const;

describe('working', () => {
  it('is said as soon as somebody else’s posts are there', () => {
    expect(judgeSeen([{ atS: 1 }])).toMatchObject({ verdict: 'working', sights: [], witnesses: [] });
  });

  it('is not said for a page of promoted and own posts only', () => {
    expect(judgeSeen([{ atS: 1, posts: { organic: 0, promoted: 3, own: 1 } }])).toMatchObject({
      verdict: 'unknown',
    });
  });

  it('is not said for notifications, messages or posting alone: they go on while every feed is empty', () => {
    for (const surface of ['notifications', 'messages', 'explore', 'other'] as const)
      expect(judgeSeen([{ atS: 1, surface }])).toMatchObject({ verdict: 'unknown', reason: 'idle' });
    const posted: Seen = {
      atS: 1,
      surface: 'other',
      requests: [{ operation: 'CreateTweet', status: 200, count: 1 }],
    };
    expect(judgeSeen([posted])).toMatchObject({ verdict: 'unknown', reason: 'idle' });
  });

  it('is not said while the browser is offline, whatever the page still shows', () => {
    expect(judgeSeen([{ atS: 1, isOnline: false }])).toMatchObject({ verdict: 'yours', reason: 'offline' });
    expect(judgeSeen([{ atS: 1, isOnline: false }, { atS: 9 }])).toMatchObject({ verdict: 'working' });
  });

  it('gives way to idle when nothing was in sight for ten minutes', () => {
    const last = judgeSeen([{ atS: 1 }]);
    expect(last.changesAtMs).toBe(START_MS + 601_000);
    expect(judgeSeen([{ atS: 1 }], 600)).toMatchObject({ verdict: 'unknown', reason: 'idle' });
  });
});

describe('an empty home', () => {
  it('is nothing while healthy pages flash it', () => {
    expect(judgeSeen([{ ...emptyHome, atS: 2, visibleMs: 1_899 }])).toMatchObject({ verdict: 'unknown' });
  });

  it('is suspected once settled, dated back to its first moment', () => {
    expect(judgeSeen([{ ...emptyHome, atS: 12, visibleMs: 2_000, ageMs: 2_400 }])).toMatchObject({
      verdict: 'suspected',
      sinceMs: START_MS + 12_000 - 2_400,
      sights: [{ part: 'home-for-you', symptom: 'empty-feed' }],
      witnesses: ['sighting'],
    });
  });

  it('is an outage after twenty seconds in sight', () => {
    expect(judgeSeen([{ ...emptyHome, atS: 25, visibleMs: 20_000 }])).toMatchObject({
      verdict: 'outage',
      witnesses: ['sighting', 'persistence'],
    });
  });

  it('is no evidence where this browser has never seen posts', () => {
    const seen = { ...emptyHome, atS: 60, visibleMs: 60_000, hasPostsElsewhen: false };
    expect(judgeSeen([seen])).toMatchObject({ verdict: 'unknown', reason: 'no-comparison' });
  });

  it('does not unsettle what other pages show where it is no evidence', () => {
    const legitimate = {
      surface: 'list',
      state: 'empty',
      stretch: 2,
      visibleMs: 60_000,
      hasPostsElsewhen: false,
    } as const;
    expect(judgeSeen([{ atS: 1 }, { ...legitimate, atS: 70 }])).toMatchObject({ verdict: 'working' });
  });

  it('is the reader’s own side while the browser is offline', () => {
    const seen = { ...emptyHome, atS: 25, visibleMs: 20_000, isOnline: false };
    expect(judgeSeen([seen])).toMatchObject({ verdict: 'yours', reason: 'offline' });
  });
});

describe('a second witness', () => {
  const first = { ...emptyHome, atS: 3, visibleMs: 2_000 };

  it('is another surface', () => {
    const list = { surface: 'list', state: 'empty', stretch: 2, visibleMs: 2_000, atS: 8 } as const;
    expect(judgeSeen([first, list])).toMatchObject({
      verdict: 'outage',
      witnesses: ['sighting', 'second-surface'],
    });
  });

  it('is another tab', () => {
    expect(judgeSeen([first, { ...first, tabId: 2, atS: 5 }]).witnesses).toEqual(['sighting', 'second-tab']);
  });

  it('is a reload that changed nothing', () => {
    const reloaded = { ...first, documentStartedAtMs: START_MS + 5_000, atS: 9 };
    expect(judgeSeen([first, reloaded]).witnesses).toEqual(['sighting', 'reload']);
  });

  it('is not the same page seen again', () => {
    expect(judgeSeen([first, { ...first, atS: 6, visibleMs: 5_000 }])).toMatchObject({
      verdict: 'suspected',
    });
  });

  it('is an error of X’s API', () => {
    const prompt = {
      state: 'retry-prompt',
      visibleMs: 2_000,
      requests: [request(503)],
      atS: 3,
    } satisfies Seen;
    expect(judgeSeen([prompt])).toMatchObject({
      verdict: 'outage',
      witnesses: ['sighting', 'failed-requests'],
    });
  });

  it('is never silence, however often it repeats', () => {
    const stuck = { state: 'splash', visibleMs: 20_000, atS: 25 } as const;
    const again = { ...stuck, documentStartedAtMs: START_MS + 30_000, atS: 55, tabId: 2 };
    expect(judgeSeen([stuck, again])).toMatchObject({
      verdict: 'suspected',
      sights: [{ symptom: 'stuck-loading' }],
    });
  });
});

describe('a retry prompt', () => {
  const prompt = (status: number): Seen => ({
    state: 'retry-prompt',
    visibleMs: 20_000,
    requests: [request(status)],
    atS: 25,
  });

  it('is the reader’s own side after a 429', () => {
    expect(judgeSeen([prompt(429)])).toMatchObject({ verdict: 'yours', reason: 'rate-limited' });
  });

  it.each([401, 403])('is the reader’s own side after a %d', (status) => {
    expect(judgeSeen([prompt(status)])).toMatchObject({ verdict: 'yours', reason: 'blocked' });
  });

  it('is X’s side when servers failed besides', () => {
    const mixed = { ...prompt(403), requests: [request(403), request(503)] };
    expect(judgeSeen([mixed])).toMatchObject({ verdict: 'outage' });
  });

  it('that was got while offline says nothing once the browser is back', () => {
    const offline: Seen = { ...prompt(0), isOnline: false };
    expect(judgeSeen([offline])).toMatchObject({ verdict: 'yours', reason: 'offline' });
    expect(judgeSeen([offline, { ...prompt(0), atS: 40 }])).toMatchObject({ verdict: 'unknown', sights: [] });
  });

  it('stays suspected after a 404: that is usually an old page still open', () => {
    expect(judgeSeen([prompt(404)])).toMatchObject({ verdict: 'suspected' });
  });

  it('stays suspected when no answer came at all: that may be the reader’s line', () => {
    expect(judgeSeen([prompt(0)])).toMatchObject({ verdict: 'suspected' });
  });

  it('is an outage when it stays though X answered with 200', () => {
    expect(judgeSeen([prompt(200)])).toMatchObject({
      verdict: 'outage',
      witnesses: ['sighting', 'persistence'],
    });
  });
});

describe('ads and own posts alone', () => {
  const adsOnly = { posts: { organic: 0, promoted: 2, own: 1 }, visibleMs: 20_000, atS: 25 };

  it('are an empty feed where posts belong', () => {
    expect(judgeSeen([adsOnly])).toMatchObject({ verdict: 'outage', sights: [{ symptom: 'empty-feed' }] });
    expect(judgeSeen([{ ...adsOnly, visibleMs: 4_899 }])).toMatchObject({ verdict: 'unknown' });
  });

  it('are nothing where no posts were ever seen, and on one’s own profile', () => {
    expect(judgeSeen([{ ...adsOnly, hasPostsElsewhen: false }])).toMatchObject({
      verdict: 'unknown',
      reason: 'idle',
    });
    expect(judgeSeen([{ ...adsOnly, surface: 'profile' }])).toMatchObject({
      verdict: 'unknown',
      reason: 'idle',
    });
  });

  it('give way to others’ posts that come later in the same page', () => {
    expect(judgeSeen([adsOnly, { atS: 30, visibleMs: 25_000 }])).toMatchObject({ verdict: 'working' });
  });
});

describe('posting', () => {
  const posted = (status: number, atS: number, postFailures = 0): Seen => ({
    requests: [{ operation: 'CreateTweet', status, count: 1 }],
    postFailures,
    atS,
  });

  it('that fails once is suspected, twice an outage of posting while reading works', () => {
    expect(judgeSeen([posted(500, 5, 1)])).toMatchObject({
      verdict: 'suspected',
      sights: [{ part: 'posting', symptom: 'posting-failed' }],
    });
    expect(judgeSeen([posted(500, 5, 1), posted(503, 9, 1)])).toMatchObject({
      verdict: 'outage',
      sinceMs: START_MS + 9_000,
    });
  });

  it('fails by words as well, when X answers 200', () => {
    expect(judgeSeen([posted(200, 5, 1), posted(200, 9, 1)])).toMatchObject({ verdict: 'outage' });
  });

  it('that works again ends the trouble with posting and no other', () => {
    const failed = [posted(500, 5, 1), posted(500, 9, 1)];
    expect(judgeSeen([...failed, { ...posted(200, 20), stretch: 2 }])).toMatchObject({ verdict: 'working' });
    const feed = { ...emptyHome, stretch: 3, visibleMs: 20_000, atS: 40 };
    expect(
      judgeSeen([...failed, feed, { ...posted(200, 45), stretch: 4, surface: 'profile' }]),
    ).toMatchObject({
      sights: [{ part: 'home-for-you' }],
    });
  });

  it('against one’s own limit says nothing about X', () => {
    expect(judgeSeen([posted(403, 5), posted(429, 9)])).toMatchObject({ verdict: 'working' });
  });
});

describe('messages', () => {
  it('that fail and come again have recovered, though they hold no posts', () => {
    const failed: Seen = { surface: 'messages', state: 'retry-prompt', visibleMs: 20_000, atS: 25 };
    const back: Seen = {
      surface: 'messages',
      stretch: 2,
      posts: { organic: 0, promoted: 0, own: 0 },
      visibleMs: 10_000,
      atS: 50,
    };
    expect(judgeSeen([failed])).toMatchObject({ verdict: 'outage', sights: [{ part: 'messages' }] });
    expect(judgeSeen([failed, back])).toMatchObject({ verdict: 'unknown', sights: [] });
  });
});

describe('recovery', () => {
  const outage = [
    { ...emptyHome, atS: 25, visibleMs: 20_000 },
    { surface: 'list', state: 'empty', stretch: 2, visibleMs: 2_000, atS: 30 } as const,
  ];

  it('waits until posts have stayed for ten seconds', () => {
    expect(judgeSeen([...outage, { atS: 40, stretch: 3 }])).toMatchObject({ verdict: 'outage' });
  });

  it('ends all trouble from before, dated back to the first good sign', () => {
    expect(
      judgeSeen([...outage, { atS: 40, stretch: 3 }, { atS: 50, stretch: 3, visibleMs: 10_000 }]),
    ).toMatchObject({
      verdict: 'working',
      recoveredAtMs: START_MS + 40_000,
      sights: [],
    });
  });

  it('is certain as well when posts come twice', () => {
    const twice = [{ atS: 40, stretch: 3 }, { atS: 44, surface: 'list', stretch: 4 } as const];
    expect(judgeSeen([...outage, ...twice])).toMatchObject({
      verdict: 'working',
      recoveredAtMs: START_MS + 40_000,
    });
  });

  it('does not come from a part that never failed: partial outages are real', () => {
    const profile = { surface: 'profile', stretch: 3, visibleMs: 10_000, ageMs: 10_000, atS: 50 } as const;
    expect(judgeSeen([...outage, profile])).toMatchObject({
      verdict: 'outage',
      workingParts: ['profile'],
    });
  });

  it('does not come from an old tab that still shows what it got before the trouble', () => {
    const oldTab = { tabId: 2, ageMs: 600_000, visibleMs: 300_000, atS: 50 };
    expect(judgeSeen([...outage, oldTab])).toMatchObject({ verdict: 'outage' });
  });

  it('is not undone by an old tab that still shows the trouble', () => {
    const recovered = { atS: 50, stretch: 3, visibleMs: 10_000, ageMs: 10_000 };
    const oldTab = { ...emptyHome, tabId: 2, atS: 90, visibleMs: 60_000, ageMs: 85_000 };
    expect(judgeSeen([...outage, recovered, oldTab])).toMatchObject({ verdict: 'working' });
  });
});

describe('what the page itself blames on the reader', () => {
  it.each(['offline', 'rate-limited', 'blocked'] as const)('is %s', (ownCause) => {
    const seen: Seen = { atS: 25, state: 'retry-prompt', visibleMs: 20_000, ownCause };
    expect(judgeSeen([seen])).toMatchObject({ verdict: 'yours', reason: ownCause });
  });

  it('counts only while it is the newest that was seen', () => {
    const blamed: Seen = { atS: 25, state: 'retry-prompt', visibleMs: 20_000, ownCause: 'offline' };
    expect(judgeSeen([blamed, { atS: 40, stretch: 2 }])).toMatchObject({ verdict: 'working' });
  });
});

describe('a page that says nothing about X', () => {
  it.each([
    ['logged-out', 'logged-out'],
    ['not-understood', 'not-understood'],
    ['foreign', 'not-understood'],
  ] as const)('%s is unknown', (state, reason) => {
    expect(judgeSeen([{ atS: 20, state, visibleMs: 10_000 }])).toMatchObject({ verdict: 'unknown', reason });
  });

  it('tells what it lacks when X has changed', () => {
    const changed: Seen = {
      atS: 20,
      state: 'not-understood',
      visibleMs: 10_000,
      missing: ['mainColumn', 'post'],
    };
    expect(judgeSeen([changed]).missing).toEqual(['mainColumn', 'post']);
  });

  it('on another surface than home needs no update of ours', () => {
    const settings = {
      atS: 20,
      stretch: 2,
      surface: 'other',
      state: 'not-understood',
      visibleMs: 20_000,
    } as const;
    expect(judgeSeen([{ atS: 1 }, settings])).toMatchObject({ verdict: 'working' });
  });
});

describe('a document that holds an error', () => {
  const errorPage: Seen = {
    atS: 5,
    state: 'document-error',
    surface: 'other',
    visibleMs: 2_000,
    ageMs: 2_000,
  };

  it('is trouble with the whole site, and an outage when loading again brings it again', () => {
    expect(judgeSeen([errorPage])).toMatchObject({
      verdict: 'suspected',
      sights: [{ part: 'site', symptom: 'server-error' }],
    });
    const again = { ...errorPage, atS: 15, documentStartedAtMs: START_MS + 12_000 };
    expect(judgeSeen([errorPage, again])).toMatchObject({
      verdict: 'outage',
      witnesses: ['sighting', 'reload'],
    });
  });

  it('is counted once when the background saw it fail as well', () => {
    const evidence = addLoad(addSeen(NO_EVIDENCE, errorPage), {
      tabId: 1,
      atMs: START_MS + 2_800,
      failure: 'http-5xx',
    });
    expect(judge(evidence, START_MS + 6_000)).toMatchObject({
      verdict: 'suspected',
      witnesses: ['sighting'],
    });
  });

  it('stands though the browser got it with HTTP 200', () => {
    const evidence = addLoad(addSeen(NO_EVIDENCE, errorPage), {
      tabId: 1,
      atMs: START_MS + 4_000,
      failure: 'none',
    });
    expect(judge(evidence, START_MS + 6_000)).toMatchObject({ verdict: 'suspected' });
  });
});

describe('documents that do not load', () => {
  const whenLoads = (...loads: [atS: number, failure: NetworkFailure | 'none'][]) => {
    const evidence = loads.reduce(
      (known, [atS, failure]) => addLoad(known, { tabId: 1, atMs: START_MS + atS * 1000, failure }),
      NO_EVIDENCE,
    );
    return judge(evidence, START_MS + 60_000);
  };

  it('with a server error are suspected once and an outage twice', () => {
    expect(whenLoads([1, 'http-5xx'])).toMatchObject({
      verdict: 'suspected',
      sights: [{ symptom: 'server-error' }],
    });
    expect(whenLoads([1, 'http-5xx'], [9, 'http-5xx'])).toMatchObject({ verdict: 'outage' });
  });

  it('count once when two tabs of a restored session fail together', () => {
    expect(whenLoads([1, 'http-5xx'], [2, 'http-5xx'])).toMatchObject({ verdict: 'suspected' });
  });

  it('are an outage when the connection is refused again', () => {
    expect(whenLoads([1, 'refused'], [9, 'refused'])).toMatchObject({
      verdict: 'outage',
      sights: [{ symptom: 'unreachable' }],
    });
  });

  it('are never more than suspected for want of a name', () => {
    expect(whenLoads([1, 'dns'], [9, 'dns'], [20, 'dns'])).toMatchObject({ verdict: 'suspected' });
  });

  it.each(['aborted', 'blocked', 'tls', 'other'] as const)('say nothing when %s', (failure) => {
    expect(whenLoads([1, failure], [9, failure])).toMatchObject({ verdict: 'unknown', reason: 'idle' });
  });

  it('are the reader’s own side when offline', () => {
    expect(whenLoads([1, 'http-5xx'], [9, 'offline'])).toMatchObject({ verdict: 'yours', reason: 'offline' });
  });

  it('are forgotten once a document is served', () => {
    expect(whenLoads([1, 'http-5xx'], [9, 'http-5xx'], [20, 'none'])).toMatchObject({ verdict: 'unknown' });
  });
});
