import { describe, expect, it } from 'vitest';
import type { CrowdStatus } from '../../../lib/crowd/published-status.ts';
import { addLoad, NO_EVIDENCE, withCrowd } from '../../../lib/detect/evidence.ts';
import { judge } from '../../../lib/detect/judge.ts';
import { EVIDENCE_LASTS_MS } from '../../../lib/detect/thresholds.ts';
import { addSeen, Reader, type Seen, START_MS } from '../../support/reader.ts';

const emptyHome: Seen = { state: 'empty', visibleMs: 2_000, atS: 3 };
const limited: Seen = {
  state: 'retry-prompt',
  visibleMs: 2_000,
  atS: 3,
  requests: [{ operation: 'HomeTimeline', status: 429, count: 1 }],
};

/** The verdict at second 10 of what was seen, with the crowd's word of a second. */
const judgeWith = (seen: Seen[], status: CrowdStatus, crowdAtS = 5) =>
  judge(
    withCrowd(seen.reduce(addSeen, NO_EVIDENCE), { status, atMs: START_MS + crowdAtS * 1000 }),
    START_MS + 10_000,
  );

describe('a crowd that says X is down', () => {
  it('makes trouble met here an outage', () => {
    expect(judgeWith([emptyHome], 'outage')).toMatchObject({
      verdict: 'outage',
      witnesses: ['sighting', 'crowd'],
      sinceMs: START_MS + 1_000,
    });
  });

  it('makes even silence certain: it is not the reader’s own line', () => {
    const loading: Seen = { state: 'loading', visibleMs: 20_000, atS: 9 };
    expect(judgeWith([loading], 'calm')).toMatchObject({ verdict: 'suspected' });
    expect(judgeWith([loading], 'outage')).toMatchObject({ verdict: 'outage' });
    const noName = addLoad(NO_EVIDENCE, { tabId: 1, atMs: START_MS, failure: 'dns' });
    const crowd = { status: 'outage', atMs: START_MS } as const;
    expect(judge(withCrowd(noName, crowd), START_MS).witnesses).toEqual(['sighting', 'crowd']);
  });

  it('is no verdict by itself', () => {
    expect(judgeWith([], 'outage')).toMatchObject({ verdict: 'unknown', reason: 'idle', witnesses: [] });
  });

  it('does not make an empty page trouble where no posts were ever seen', () => {
    const verdict = { verdict: 'unknown', reason: 'no-comparison', witnesses: [] };
    expect(judgeWith([{ ...emptyHome, hasPostsElsewhen: false }], 'outage')).toMatchObject(verdict);
  });

  it('is not asked where X works', () => {
    expect(judgeWith([{ atS: 3 }], 'outage')).toMatchObject({ verdict: 'working', sights: [] });
    const limitedBefore = { ...limited, surface: 'list', atS: 2 } as const;
    expect(judgeWith([limitedBefore, { atS: 9, stretch: 2 }], 'outage')).toMatchObject({
      verdict: 'working',
    });
  });

  it('does not put a reader online', () => {
    const offline: Seen = { state: 'empty', visibleMs: 2_000, isOnline: false, stretch: 2, atS: 9 };
    expect(judgeWith([emptyHome, offline], 'outage')).toMatchObject({ verdict: 'yours', reason: 'offline' });
  });

  it('makes a limit set to this reader one that X sets everybody', () => {
    expect(judgeWith([limited], 'outage')).toMatchObject({
      verdict: 'outage',
      sights: [{ part: 'home-for-you', symptom: 'rate-limited' }],
      witnesses: ['sighting', 'crowd'],
    });
    const page: Seen = { state: 'document-error', ownCause: 'rate-limited', visibleMs: 2_000, atS: 3 };
    expect(judgeWith([page], 'outage').sights).toEqual([{ part: 'site', symptom: 'rate-limited' }]);
  });

  it('leaves a refusal of this reader alone what it is', () => {
    const refused = { ...limited, requests: [{ operation: 'HomeTimeline', status: 403, count: 1 }] } as Seen;
    expect(judgeWith([refused], 'outage')).toMatchObject({ verdict: 'yours', reason: 'blocked' });
  });

  it('counts for as long as anything that was seen', () => {
    const crowd = { status: 'outage', atMs: START_MS } as const;
    const seen = withCrowd(addSeen(NO_EVIDENCE, { ...emptyHome, atS: 60 }), crowd);
    const endMs = START_MS + EVIDENCE_LASTS_MS;
    expect(judge(seen, endMs - 1)).toMatchObject({ verdict: 'outage', changesAtMs: endMs });
    expect(judge(seen, endMs)).toMatchObject({ verdict: 'suspected', changesAtMs: endMs + 60_000 });
  });
});

it.each(['calm', 'elevated', 'no-data'] as const)('a crowd that says %s changes nothing', (status) => {
  expect(judgeWith([emptyHome], status)).toMatchObject({ verdict: 'suspected', witnesses: ['sighting'] });
  expect(judgeWith([limited], status)).toMatchObject({ verdict: 'yours', reason: 'rate-limited' });
});

it('the newest word of the crowd takes the place of the last, and none takes it away', () => {
  const crowd = { status: 'outage', atMs: START_MS } as const;
  const calm = { status: 'calm', atMs: START_MS + 1 } as const;
  expect(withCrowd(withCrowd(NO_EVIDENCE, crowd), calm)).toEqual({ ...NO_EVIDENCE, crowd: calm });
  expect(withCrowd(withCrowd(NO_EVIDENCE, crowd), undefined)).toEqual(NO_EVIDENCE);
});

describe('a reader who sees the crowd', () => {
  it('has an incident with the crowd among what it rests on, which outlasts the crowd’s word', () => {
    const reader = new Reader();
    reader.sees(0, { visibleMs: 2_000 });
    reader.sees(10, { state: 'empty', visibleMs: 2_000, stretch: 2 });
    reader.hears({ status: 'outage', atMs: START_MS + 12_000 });
    expect(reader.waits(12).verdict).toBe('outage');
    reader.hears(undefined);
    expect(reader.waits(14).verdict).toBe('suspected');
    expect(reader.incidents).toMatchObject([{ verdict: 'outage', witnesses: ['sighting', 'crowd'] }]);
    expect(reader.notices).toEqual(['down']);
  });
});
