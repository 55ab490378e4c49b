import { describe, expect, it } from 'vitest';
import { addLoad, NO_EVIDENCE } from '../../../lib/detect/evidence.ts';
import { isPartial, judge } from '../../../lib/detect/judge.ts';
import { SEPARATE_LOADS_MS } from '../../../lib/detect/thresholds.ts';
import type { NetworkFailure } from '../../../lib/net/network-failure.ts';
import { addSeen, judgeSeen, type Seen, START_MS } from '../../support/reader.ts';

const SEPARATE_S = SEPARATE_LOADS_MS / 1000;

/** A page in its second settled second, and the same in a document loaded later. */
const emptyHome: Seen = { state: 'empty', visibleMs: 2_000, atS: 3 };
const inDocument = (startedAtS: number, seen: Seen): Seen => ({
  ...seen,
  documentStartedAtMs: START_MS + startedAtS * 1000,
  atS: startedAtS + 3,
});

const failed = (atS: number, tabId = 1, failure: NetworkFailure = 'http-5xx') => ({
  tabId,
  atMs: START_MS + atS * 1000,
  failure,
});

describe('a reload', () => {
  it('counts as a second try from exactly three seconds on', () => {
    const again = (afterS: number) => judgeSeen([emptyHome, inDocument(afterS, emptyHome)]).verdict;
    expect(again(SEPARATE_S - 0.001)).toBe('suspected');
    expect(again(SEPARATE_S)).toBe('outage');
  });

  it('that brings another symptom repeats nothing', () => {
    const prompt = inDocument(10, { ...emptyHome, state: 'retry-prompt' });
    expect(judgeSeen([emptyHome, prompt]).witnesses).toEqual(['sighting']);
  });

  it('that brings another surface is witnessed by the surface alone', () => {
    const prompt: Seen = { ...emptyHome, state: 'retry-prompt' };
    const list = inDocument(10, { ...prompt, surface: 'list' });
    expect(judgeSeen([prompt, list]).witnesses).toEqual(['sighting', 'second-surface']);
  });

  it('in another tab is witnessed by the tab alone', () => {
    const elsewhere = inDocument(10, { ...emptyHome, tabId: 2 });
    expect(judgeSeen([emptyHome, elsewhere]).witnesses).toEqual(['sighting', 'second-tab']);
  });

  it('of the site as a whole may happen in any tab', () => {
    const evidence = addLoad(addLoad(NO_EVIDENCE, failed(1)), failed(9, 2));
    expect(judge(evidence, START_MS + 10_000).witnesses).toEqual(['sighting', 'reload']);
  });
});

describe('a document that failed', () => {
  /** Its error was in sight from second 8 on, in a document begun at 0. */
  const errorPage: Seen = {
    state: 'document-error',
    surface: 'other',
    visibleMs: 2_000,
    ageMs: 2_000,
    atS: 10,
  };
  const whenFailed = (atS: number, tabId = 1, page = errorPage) =>
    judge(addLoad(addSeen(NO_EVIDENCE, page), failed(atS, tabId)), START_MS + 20_000);

  it('is one sign, not two, however slowly its error came', () => {
    expect(whenFailed(7)).toMatchObject({ verdict: 'suspected', witnesses: ['sighting'] });
    expect(whenFailed(8 + SEPARATE_S)).toMatchObject({ verdict: 'suspected' });
  });

  it('is another one when the load failed in another tab, or clearly later', () => {
    expect(whenFailed(7, 2)).toMatchObject({ verdict: 'outage', witnesses: ['sighting', 'reload'] });
    expect(whenFailed(8 + SEPARATE_S + 0.001)).toMatchObject({ verdict: 'outage' });
  });

  it('is another one when the load failed before this document began', () => {
    const begun = { ...errorPage, documentStartedAtMs: START_MS + 5_000 };
    expect(whenFailed(5, 1, begun)).toMatchObject({ verdict: 'suspected' });
    expect(whenFailed(2, 1, begun)).toMatchObject({ verdict: 'outage' });
  });

  it('witnesses trouble met in pages, and hides none of it', () => {
    const evidence = addLoad(addSeen(NO_EVIDENCE, emptyHome), failed(5));
    expect(judge(evidence, START_MS + 10_000)).toMatchObject({
      sights: [
        { part: 'home-for-you', symptom: 'empty-feed' },
        { part: 'site', symptom: 'server-error' },
      ],
      witnesses: ['sighting', 'second-surface', 'document-error'],
    });
  });

  it('is no such witness when it could not be reached at all', () => {
    const evidence = addLoad(addSeen(NO_EVIDENCE, emptyHome), failed(5, 1, 'refused'));
    expect(judge(evidence, START_MS + 10_000).witnesses).toEqual(['sighting', 'second-surface']);
  });
});

describe('what was met where', () => {
  it('is told once for each part and symptom', () => {
    const seen: Seen[] = [
      emptyHome,
      { ...emptyHome, stretch: 2, atS: 6 },
      { ...emptyHome, stretch: 3, atS: 9, surface: 'list' },
      { ...emptyHome, stretch: 4, atS: 12, surface: 'list', state: 'retry-prompt' },
    ];
    expect(judgeSeen(seen).sights).toEqual([
      { part: 'home-for-you', symptom: 'empty-feed' },
      { part: 'list', symptom: 'empty-list' },
      { part: 'list', symptom: 'timeline-error' },
    ]);
  });

  it.each(['home-for-you', 'home-following', 'site'] as const)('is all of X with %s among it', (part) => {
    const beside = { part: 'list', symptom: 'empty-list' } as const;
    expect(isPartial([beside, { part, symptom: 'timeline-error' }])).toBe(false);
  });

  it.each(['list', 'home-list', 'profile', 'search', 'posting'] as const)(
    'is a part of X with %s',
    (part) => {
      expect(isPartial([{ part, symptom: 'timeline-error' }])).toBe(true);
    },
  );
});
