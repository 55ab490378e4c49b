import { describe, expect, it } from 'vitest';
import { addLoad, type DocumentLoad, type Evidence, NO_EVIDENCE } from '../../../lib/detect/evidence.ts';
import { judge } from '../../../lib/detect/judge.ts';
import { EVIDENCE_LASTS_MS } from '../../../lib/detect/thresholds.ts';
import { addSeen, judgeSeen, type Seen, START_MS } from '../../support/reader.ts';

const at = (seconds: number) => START_MS + seconds * 1000;
const load = (atS: number, failure: DocumentLoad['failure'] = 'http-5xx'): DocumentLoad => ({
  tabId: 1,
  atMs: at(atS),
  failure,
});

const evidenceOf = (seen: Seen[], loads: DocumentLoad[] = []): Evidence =>
  loads.reduce(addLoad, seen.reduce(addSeen, NO_EVIDENCE));

const emptyHome: Seen = { state: 'empty', visibleMs: 2_000, ageMs: 2_000, atS: 20 };
const emptyList: Seen = { ...emptyHome, surface: 'list', stretch: 2, atS: 30 };
const outage = [emptyHome, emptyList];

describe('trouble', () => {
  it('lasts from its first sign to its last, and until its oldest sign is too old', () => {
    expect(judgeSeen([...outage, { atS: 40, stretch: 3, surface: 'profile' }])).toMatchObject({
      sinceMs: at(18),
      lastTroubleAtMs: at(30),
      seenAtMs: at(40),
      changesAtMs: at(20) + EVIDENCE_LASTS_MS,
    });
  });

  it('from a load after good posts is not ended by them', () => {
    const seen = [{ atS: 20, visibleMs: 10_000, ageMs: 10_000 }];
    expect(judge(evidenceOf(seen, [load(30)]), at(31))).toMatchObject({ verdict: 'suspected' });
  });

  it('with the site is ended by any part that delivers for long enough', () => {
    const seen = [{ surface: 'list', atS: 60, visibleMs: 10_000, ageMs: 10_000 } as const];
    expect(judge(evidenceOf(seen, [load(20), load(30)]), at(61))).toMatchObject({
      verdict: 'working',
      recoveredAtMs: at(50),
    });
  });

  it('with the site is not ended by pages that say nothing about X', () => {
    const loggedOut: Seen = { state: 'logged-out', visibleMs: 2_000, atS: 40 };
    const seen = [loggedOut, { ...loggedOut, stretch: 2, atS: 50 }];
    expect(judge(evidenceOf(seen, [load(20), load(30)]), at(51))).toMatchObject({ verdict: 'outage' });
  });

  it('with posting is not ended by a document that is served', () => {
    const failing: Seen = {
      atS: 20,
      requests: [{ operation: 'CreateTweet', status: 503, count: 1 }],
    };
    expect(judge(evidenceOf([failing], [load(30, 'none')]), at(31))).toMatchObject({
      sights: [{ part: 'posting', symptom: 'posting-failed' }],
    });
  });
});

describe('a recovery', () => {
  it('is certain when the part that failed delivers, and then any other', () => {
    const good = [{ atS: 40, stretch: 3 }, { atS: 44, stretch: 4, surface: 'profile' } as const];
    expect(judgeSeen([...outage, ...good])).toMatchObject({ verdict: 'working', recoveredAtMs: at(40) });
  });

  it('begins anew when trouble comes between two good signs', () => {
    const flapping = [
      { atS: 40, stretch: 3 },
      { ...emptyHome, stretch: 4, atS: 50 },
      { atS: 60, stretch: 5 },
    ];
    expect(judgeSeen([...outage, ...flapping])).toMatchObject({ verdict: 'outage' });
    expect(judgeSeen([...outage, ...flapping, { atS: 70, stretch: 6 }])).toMatchObject({
      recoveredAtMs: at(60),
    });
  });

  it('is not told where nothing had failed', () => {
    expect(judgeSeen([{ atS: 1, visibleMs: 10_000 }])).not.toHaveProperty('recoveredAtMs');
    expect(judge(evidenceOf([], [load(5, 'none')]), at(6))).not.toHaveProperty('recoveredAtMs');
  });

  it('is not told for a document that is served while pages still fail', () => {
    const judged = judge(evidenceOf([emptyHome], [load(10), load(30, 'none')]), at(31));
    expect(judged).toMatchObject({ verdict: 'suspected', sights: [{ part: 'home-for-you' }] });
    expect(judged).not.toHaveProperty('recoveredAtMs');
  });

  it('once known outlives its evidence: what X had answered by then stays over, what came later counts', () => {
    const known = (recoveredAtMs: number) => judge({ ...evidenceOf([emptyHome]), recoveredAtMs }, at(21));
    expect(known(at(18))).toMatchObject({ verdict: 'unknown', reason: 'idle', recoveredAtMs: at(18) });
    expect(known(at(18) - 1)).toMatchObject({ verdict: 'suspected', sinceMs: at(18) });
  });
});

describe('parts that work during trouble', () => {
  const profile = (atS: number, stretch: number): Seen => ({ surface: 'profile', atS, stretch });

  it('are told once each, counted from the first sign of the trouble', () => {
    const since = judgeSeen([...outage, profile(18, 3), profile(40, 4)]);
    expect(since).toMatchObject({ sinceMs: at(18), workingParts: ['profile'] });
    expect(judgeSeen([...outage, profile(18, 3)]).workingParts).toEqual(['profile']);
    expect(judgeSeen([...outage, profile(17.999, 3)]).workingParts).toEqual([]);
  });

  it('are none of those that also failed', () => {
    expect(judgeSeen([...outage, { atS: 40, stretch: 3 }]).workingParts).toEqual([]);
  });

  it('are only those that delivered', () => {
    expect(judge(evidenceOf(outage, [load(40, 'none')]), at(41)).workingParts).toEqual([]);
  });
});

describe('the newest that was seen', () => {
  const offline: Seen = {
    state: 'retry-prompt',
    ownCause: 'offline',
    visibleMs: 20_000,
    ageMs: 40_000,
    atS: 60,
  };

  it('is what was in sight last, however long ago X answered it', () => {
    expect(judgeSeen([offline, { atS: 30, tabId: 2 }])).toMatchObject({
      verdict: 'yours',
      reason: 'offline',
    });
  });

  it('is the newer answer of two in sight at the same moment', () => {
    expect(judgeSeen([offline, { atS: 60, tabId: 2 }])).toMatchObject({ verdict: 'working' });
  });
});

describe('nothing to judge', () => {
  it('is idle after a document that was merely served', () => {
    expect(judge(evidenceOf([], [load(5, 'none')]), at(6))).toMatchObject({
      verdict: 'unknown',
      reason: 'idle',
    });
  });

  it('lacks no landmarks when the reader is logged out', () => {
    const loggedOut: Seen = { state: 'logged-out', visibleMs: 2_000, atS: 5 };
    expect(judgeSeen([loggedOut])).not.toHaveProperty('missing');
  });
});
