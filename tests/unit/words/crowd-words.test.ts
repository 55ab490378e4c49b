import { describe, expect, it } from 'vitest';
import type { CrowdFigures, CrowdPlace } from '../../../lib/crowd/client/crowd-view.ts';
import { crowdBarWords, crowdDetails, crowdHeadline, crowdStatus } from '../../../lib/words/crowd-words.ts';
import { english } from '../../support/english.ts';

const figures = (parts: Partial<CrowdFigures> = {}): CrowdFigures => ({
  crowd: 'outage',
  sinceMs: 0,
  updatedAtMs: 0,
  problem: 1_240,
  expected: 60,
  share: { share: 0.365, low: 0.342, high: 0.388 },
  symptoms: [
    { symptom: 'empty-feed', n: 820 },
    { symptom: 'empty-list', n: 310 },
    { symptom: 'blank-page', n: 75 },
  ],
  place: null,
  hours: [],
  ...parts,
});
const place = (parts: Partial<CrowdPlace> = {}): CrowdPlace => ({
  code: 'BD',
  status: 'outage',
  problem: 310,
  ok: 420,
  share: 0.42,
  expected: 10,
  ...parts,
});
const headline = (parts: Partial<CrowdFigures>) => crowdHeadline(figures(parts), english, 'en');
const details = (parts: Partial<CrowdFigures> = {}) => crowdDetails(figures(parts), english, 'en');

describe('what others see', () => {
  it('is told with absolute numbers, the share with its uncertainty, and what is seen most', () => {
    expect(headline({})).toBe('X is down for many others');
    expect(details()).toEqual([
      '1,240 others see trouble, 60 is usual at this hour.',
      'Of 100 with X open, 34 to 39 are affected.',
      'Most seen: X’s welcome message instead of posts (820) and endless waiting for posts (310)',
    ]);
  });

  it('rounds the share outwards', () => {
    const share = { share: 0.04, low: 0.0271, high: 0.0701 };
    expect(details({ share })).toContain('Of 100 with X open, 2 to 8 are affected.');
  });

  it('is brief while all is calm', () => {
    expect(headline({ crowd: 'calm' })).toBe('Others see no more trouble than usual');
    expect(details({ crowd: 'calm', problem: 45 })).toEqual([
      '45 others see trouble, 60 is usual at this hour.',
    ]);
  });

  it('makes up no number that is not known', () => {
    expect(details({ crowd: 'calm', expected: null })).toEqual([
      '1,240 others see trouble. What is usual is not known yet.',
    ]);
    expect(details({ crowd: 'calm', problem: null })).toEqual([
      'Those who see trouble are too few to show a number.',
    ]);
    const without = details({ share: null, symptoms: [] });
    expect(without).toEqual(['1,240 others see trouble, 60 is usual at this hour.']);
  });

  it('claims nothing when too few share', () => {
    expect(headline({ crowd: 'no-data' })).toBe('Too few others share what they see');
    expect(details({ crowd: 'no-data' })).toEqual(['This does not mean that X works, nor that it is down.']);
  });

  it('names the reader’s place with its numbers', () => {
    expect(details({ place: place() })).toContain('Bangladesh: outage (310, usual: 10)');
    const region = place({ code: '034', status: 'calm', expected: null });
    expect(details({ place: region })).toContain('Southern Asia, other countries: as usual (310)');
  });

  it('tells of the reader’s place first when more is wrong there than in the world', () => {
    const local = { crowd: 'calm', problem: 420, expected: 380, place: place() } as const;
    expect(crowdStatus(figures(local))).toBe('outage');
    expect(headline(local)).toBe('Bangladesh: outage');
    expect(details(local)).toEqual([
      'Others with trouble: 310, usual: 10',
      'Whole world: as usual (420, usual: 380)',
    ]);
    expect(details({ ...local, problem: null })).toEqual(['Others with trouble: 310, usual: 10']);
  });

  it('tells of the world first when the reader’s place is no worse, or cannot be told', () => {
    for (const status of ['outage', 'elevated', 'calm', 'no-data'] as const) {
      expect(headline({ place: place({ status }) })).toBe('X is down for many others');
    }
    expect(crowdStatus(figures({ crowd: 'calm', place: place({ status: 'no-data' }) }))).toBe('calm');
  });

  it('tells each half hour apart from one that nobody counted', () => {
    const bar = (parts: object) =>
      crowdBarWords({ startMs: 0, problem: 1_240, expected: 60, isGap: false, ...parts }, english, 'en');
    expect(bar({})).toBe('1,240, usual: 60');
    expect(bar({ expected: null })).toBe('1,240');
    expect(bar({ problem: null })).toBe('too few to show');
    expect(bar({ problem: null, isGap: true })).toBe('not counted');
  });
});
