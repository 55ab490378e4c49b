import { describe, expect, it } from 'vitest';
import { type Judgement, NO_ACCESS } from '../../../lib/detect/judge.ts';
import { agoWords, clockWords, durationWords, spanWords } from '../../../lib/words/time-words.ts';
import { toolbarFace } from '../../../lib/words/toolbar-face.ts';
import { evidenceWords, headlineOf, meaningOf } from '../../../lib/words/verdict-words.ts';
import { english } from '../../support/english.ts';

const judged = (parts: Partial<Judgement>): Judgement => ({
  ...NO_ACCESS,
  reason: undefined as never,
  ...parts,
});
const outage = judged({
  verdict: 'outage',
  sights: [
    { part: 'home-following', symptom: 'empty-feed' },
    { part: 'list', symptom: 'empty-list' },
  ],
  witnesses: ['sighting', 'second-surface'],
  workingParts: ['notifications'],
});

describe('the verdict in words', () => {
  it('names an outage, and a partial one when home still works', () => {
    expect(headlineOf(outage, english)).toBe('X is down');
    const lists = judged({ verdict: 'outage', sights: [{ part: 'list', symptom: 'empty-list' }] });
    expect(headlineOf(lists, english)).toBe('Parts of X are down');
  });

  it('says how an outage shows: writing alone fails, or not even pages come', () => {
    const posting = judged({
      verdict: 'outage',
      sights: [{ part: 'posting', symptom: 'posting-failed' }],
      witnesses: ['sighting', 'persistence'],
    });
    expect(headlineOf(posting, english)).toBe('X takes no new posts');
    expect(meaningOf(posting, english)).toMatch(/^Reading still works/);
    expect(evidenceWords(posting, english, 'en')).toContain('It happened more than once');

    const site = judged({ verdict: 'outage', sights: [{ part: 'site', symptom: 'server-error' }] });
    expect(headlineOf(site, english)).toBe('X is down');
    expect(meaningOf(site, english)).toMatch(/^X’s pages do not load/);
  });

  it.each([
    'offline',
    'rate-limited',
    'blocked',
    'paused',
    'idle',
    'logged-out',
    'not-understood',
    'no-comparison',
    'no-access',
  ] as const)('has a headline and a meaning of its own for %s', (reason) => {
    const judgement = judged({ verdict: 'unknown', reason });
    expect(headlineOf(judgement, english).length).toBeGreaterThan(5);
    expect(meaningOf(judgement, english).length).toBeGreaterThan(20);
  });

  it('claims nothing about X while the browser keeps us from its pages', () => {
    expect(toolbarFace(NO_ACCESS, english)).toMatchObject({
      badgeText: '',
      title: expect.stringContaining('cannot see X'),
      iconPaths: { 16: 'icons/unknown-16.png' },
    });
    expect(evidenceWords(NO_ACCESS, english, 'en')).toEqual([]);
  });

  it('tells what was seen, what makes it certain and what still works', () => {
    expect(evidenceWords(outage, english, 'en')).toEqual([
      'Your “Following” feed showed X’s welcome message instead of posts',
      'A list kept waiting for posts',
      'More than one part of X is affected',
      'Still working: Notifications',
    ]);
  });
});

describe('what rests on the crowd', () => {
  it('is told as such: others see it too, and X limits more than this reader', () => {
    const limited = judged({
      verdict: 'outage',
      sights: [{ part: 'home-for-you', symptom: 'rate-limited' }],
      witnesses: ['sighting', 'crowd'],
    });
    expect(evidenceWords(limited, english, 'en')).toEqual([
      'Your “For you” feed showed a limit instead of posts',
      'Many others report trouble with X too',
    ]);
  });
});

describe('the toolbar button', () => {
  it('wears a badge for trouble only, and says it in words', () => {
    expect(toolbarFace(outage, english)).toMatchObject({
      badgeText: '!',
      title: 'Feed Canary: X is down',
      iconPaths: { 16: 'icons/outage-16.png' },
    });
    expect(toolbarFace(judged({ verdict: 'working' }), english)).toMatchObject({ badgeText: '' });
  });
});

describe('times', () => {
  it.each([
    [45_000, '45 sec'],
    [3 * 60_000, '3 min'],
    [85 * 60_000, '1 hr 25 min'],
    [60 * 60_000, '1 hr'],
    [51 * 3_600_000, '2 days 3 hr'],
    [-5, '0 sec'],
  ])('%d ms last %s', (durationMs, words) => {
    expect(durationWords(durationMs, 'en')).toBe(words);
  });

  it('tell the date only when it is not today', () => {
    const noonMs = new Date(2023, 11, 21, 12).getTime();
    expect(clockWords(noonMs, noonMs, 'en-GB')).toBe('12:00');
    expect(clockWords(noonMs - 86_400_000, noonMs, 'en-GB')).toMatch(/20 Dec/);
    expect(spanWords(noonMs - 1_800_000, noonMs, noonMs, 'en-GB')).toBe('11:30–12:00');
    expect(spanWords(noonMs - 86_400_000, noonMs, noonMs, 'en-GB')).toMatch(/20 Dec.*21 Dec/);
  });

  it('say how long ago', () => {
    expect(agoWords(0, 5_000, 'en')).toBe('5 seconds ago');
    expect(agoWords(0, 600_000, 'en')).toBe('10 minutes ago');
    expect(agoWords(0, 30 * 3_600_000, 'en')).toBe('30 hours ago');
    expect(agoWords(0, 6 * 86_400_000, 'en')).toBe('6 days ago');
  });
});
