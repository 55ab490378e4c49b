import { describe, expect, it } from 'vitest';
import { chooseLanguage, LANGUAGES, type Language } from '../src/page/languages.ts';
import { renderPage } from '../src/page/page.ts';
import { EN, type Text } from '../src/page/texts/en.ts';
import { renderBadge } from '../src/publish/badge.ts';
import { renderBodies } from '../src/publish/bodies.ts';
import { CSV_COLUMNS, dayCsv } from '../src/publish/day-csv.ts';
import { renderFeed } from '../src/publish/feed.ts';
import { OpenData } from '../src/publish/open-data.ts';
import type { HourCount } from '../src/store/store.ts';
import { cell } from './support/reports.ts';
import { NOW_MS, ONGOING_OUTAGE, PAST_OUTAGE, type Scene, sceneSnapshot } from './support/snapshots.ts';

const SITE = { publicUrl: 'https://status.example.org' };
const SCENES: Scene[] = ['calm', 'elevated', 'outage', 'no-data', 'cold-start'];
const pageOf = (scene: Scene, language: Language = 'en') => renderPage(sceneSnapshot(scene), SITE, language);

describe('the page', () => {
  it.each(SCENES)('says outage about X only when the data do: %s', (scene) => {
    expect(/<h1>X is down/.test(pageOf(scene))).toBe(scene === 'outage');
  });

  it('says most people from one half on, and many below', () => {
    const snapshot = sceneSnapshot('outage');
    const withShare = (share: number) =>
      renderPage({ ...snapshot, status: { ...snapshot.status, share } }, SITE, 'en');
    expect(withShare(0.49)).toContain('<h1>X is down for many people</h1>');
    expect(withShare(0.5)).toContain('<h1>X is down for most people</h1>');
  });

  it('tells a collector that has just begun from one that hears too little', () => {
    expect(pageOf('cold-start')).toContain(EN['meaning.coldStart']);
    expect(pageOf('no-data')).toContain(EN['meaning.no-data']);
  });

  it('dates the headline of an outage as the list of outages does', () => {
    const [, headline = ''] = /<section id="headline".*?>(.*?)<\/section>/.exec(pageOf('outage')) ?? [];
    expect(headline).toContain('2026-11-18T11:17Z');
    expect(headline).toContain('1 hr 17 min');
  });

  it.each(SCENES)('says that reports are not checked in development: %s', (scene) => {
    expect(pageOf(scene)).toContain(EN.development);
  });

  it('holds nothing inline that the content security policy would stop', () => {
    for (const scene of SCENES)
      expect(pageOf(scene)).not.toMatch(/ style=| on\w+=|<style|<script(?![^>]*src=)|javascript:/);
  });

  it('stays the same within a minute, so that it stays in caches', () => {
    const snapshot = sceneSnapshot('outage');
    const later = { ...snapshot, atMs: snapshot.atMs + 3_000 };
    later.status = { ...snapshot.status, updatedAt: new Date(later.atMs).toISOString() };
    expect(renderPage(later, SITE, 'en')).toBe(renderPage(snapshot, SITE, 'en'));
  });

  it('sets Arabic from right to left', () => {
    expect(pageOf('calm', 'ar')).toContain('<html lang="ar" dir="rtl">');
  });
});

describe('languages', () => {
  const placeholders = (text: Text) =>
    [...new Set([text].flat().flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one))))].map(
      (form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
    );

  it.each(Object.keys(LANGUAGES) as Language[])('have the same values to fill in: %s', (language) => {
    for (const [key, text] of Object.entries(LANGUAGES[language].texts)) {
      const [wanted] = placeholders(EN[key as keyof typeof EN]);
      for (const form of placeholders(text)) expect([key, form]).toEqual([key, wanted]);
    }
  });

  it.each<[unknown, string | undefined, Language]>([
    [undefined, undefined, 'en'],
    [undefined, 'bn-BD,bn;q=0.9,en;q=0.8', 'bn'],
    [undefined, 'pt-BR, es;q=0.5, hi;q=0.7', 'hi'],
    [undefined, 'es;q=0, fr', 'en'],
    [undefined, '*;q=;;,,=', 'en'],
    ['ar', 'es', 'ar'],
    ['constructor', 'es', 'es'],
    [['es', 'hi'], undefined, 'en'],
  ])('choose for ?lang=%s and Accept-Language %s: %s', (asked, accepted, language) => {
    expect(chooseLanguage(asked, accepted)).toBe(language);
  });
});

describe('the feed', () => {
  const feedOf = (scene: Scene) => renderFeed(sceneSnapshot(scene), SITE);

  it('has an entry for each outage, with an id that stays', () => {
    const ids = [...feedOf('outage').matchAll(/<entry>\n<id>([^<]+)/g)].map(([, id]) => id);
    expect(ids).toEqual(
      [ONGOING_OUTAGE, PAST_OUTAGE].map(({ id }) => `tag:status.example.org,2026:outage/${id}`),
    );
  });

  it('updates an entry when the outage is over, and not before', () => {
    const snapshot = sceneSnapshot('outage');
    const worse = { ...ONGOING_OUTAGE, peak: { ...ONGOING_OUTAGE.peak, problem: 9_999 } };
    const over = { ...worse, end: '2026-11-18T12:20:00.000Z' };
    const feedWith = (incident: typeof ONGOING_OUTAGE) =>
      renderFeed({ ...snapshot, atMs: NOW_MS + 60_000, incidents: [incident, PAST_OUTAGE] }, SITE);
    expect(feedWith(worse)).toBe(feedOf('outage'));
    expect(feedWith(over)).toContain(
      '<title>X was down for 1 hr 3 min</title>\n<published>2026-11-18T11:19:00.000Z</published>\n<updated>2026-11-18T12:20:00.000Z</updated>',
    );
  });

  it('is a feed without any outage, too', () => {
    expect(feedOf('cold-start')).toMatch(/<updated>[^<]+<\/updated>[\s\S]*<\/feed>\n$/);
  });
});

describe('the badge', () => {
  it('says the status in words, for eyes and for screen readers', () => {
    const words = SCENES.map(
      (scene) => /aria-label="([^"]+)"/.exec(renderBadge(sceneSnapshot(scene).status))?.[1],
    );
    expect(words).toEqual([
      'X (test): working',
      'X (test): some trouble',
      'X (test): down',
      'X (test): not known',
      'X (test): not known',
    ]);
  });
});

describe('open data', () => {
  const HOUR = Date.UTC(2026, 10, 17, 5) / 3_600_000;
  const count = (code: string, symptom: number, n: number, devices = n): HourCount => ({
    hour: HOUR,
    cell: cell(code),
    symptom,
    tier: 1,
    isPanel: symptom === 0,
    n,
    devices,
  });
  const recordsOf = (counts: HourCount[]) =>
    dayCsv(counts)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const values = line.split(',');
        return Object.fromEntries(CSV_COLUMNS.map((name, index) => [name, values[index]]));
      });

  it('round what is shown, and leave a kind of trouble open that too few met', () => {
    const [, us] = recordsOf([count('US', 0, 200, 9_603), count('US', 2, 83), count('US', 5, 39)]);
    expect(us).toMatchObject({
      cell: 'US',
      ok: '9605',
      problem: '120',
      empty_feed: '85',
      timeline_error: '',
    });
  });

  it('show a country by itself only when ten devices spoke in one slot at least: a device may speak in four', () => {
    const cells = (n: number) => recordsOf([count('US', 2, 100), count('DK', 2, n)]).map((row) => row.cell);
    expect(cells(39)).toEqual(['001', 'US']);
    expect(cells(40)).toEqual(['001', 'US', 'DK']);
  });

  it('offer no day that is not over', async () => {
    const data = new OpenData({ hourCounts: async () => [count('US', 2, 100)] }, () => sceneSnapshot('calm'));
    expect(await data.day('2026-11-17')).toBeDefined();
    expect(await data.day('2026-11-18')).toBeUndefined();
    expect(await data.day('2026-99-99')).toBeUndefined();
  });
});

it('makes a page once for all its readers', () => {
  const bodies = renderBodies(sceneSnapshot('calm'), SITE);
  expect(bodies.page('es')).toBe(bodies.page('es'));
});
