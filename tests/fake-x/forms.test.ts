import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppSettings } from './app-settings.ts';
import { FakeX, type FakeXOptions } from './fake-x.ts';
import { getFrom } from './get.ts';
import { ARABIC } from './phrases/arabic.ts';
import { BENGALI } from './phrases/bengali.ts';
import { ENGLISH } from './phrases/english.ts';
import { loadPhrases } from './phrases/load-phrases.ts';
import { directionOf, phrasesOf } from './phrases/phrases-of.ts';
import { findScenario } from './scenarios/index.ts';

let x: FakeX | undefined;

async function start(options: FakeXOptions): Promise<FakeX> {
  x = await FakeX.start(options);
  return x;
}

const get = (path: string, host?: string) => getFrom(x?.port ?? 0, path, host);

/** What the app of a page is told. */
async function settings(locale: string): Promise<AppSettings> {
  const { body } = await get(`/responsive-web/client-web/i18n/${locale}.js`, 'abs.twimg.com');
  const context: { __FAKE_X__?: AppSettings } = {};
  runInNewContext(body, context);
  if (!context.__FAKE_X__) throw new Error('no settings');
  return context.__FAKE_X__;
}

function fileOf(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'fake-x-')), 'phrases.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

afterEach(async () => {
  await x?.stop();
  x = undefined;
});

describe('phrases', () => {
  it('keep their places for values in every language that is built in', () => {
    const places = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];
    for (const table of [BENGALI, ARABIC])
      for (const [key, text] of Object.entries(ENGLISH))
        expect([key, ...places(table[key as keyof typeof ENGLISH])]).toEqual([key, ...places(text)]);
  });

  it('are English where a language has none', () => {
    const tables = { retryButton: { xx: 'Again' }, retryPrompt: { en: 'never taken' } };
    const phrases = phrasesOf('xx', '2025', tables);
    expect(phrases.retryButton).toBe('Again');
    expect(phrases.retryPrompt).toBe(ENGLISH.retryPrompt);
  });

  it('are found by X’s other names for a language', () => {
    const tables = { retryButton: { zh: '重試', nb: 'Igjen', 'ar-x-fm': 'مرة' } };
    expect(phrasesOf('zh-cn', '2025', tables).retryButton).toBe('重試');
    expect(phrasesOf('no', '2025', tables).retryButton).toBe('Igjen');
    expect(phrasesOf('ar', '2025', tables).retryButton).toBe('مرة');
    expect(phrasesOf('ar-x-fm', '2025').retryButton).toBe(ARABIC.retryButton);
  });

  it('name Twitter in 2021', () => {
    expect(phrasesOf('en', '2021').homeEmptyHeader).toBe('Welcome to Twitter!');
    expect(phrasesOf('en', '2023-12').homeEmptyHeader).toBe('Welcome to X!');
  });

  it('are read from a file, unknown keys passed over', () => {
    const path = fileOf({ phrases: { retryButton: { text: { eo: 'Denove' } }, neverHeardOf: { text: 1 } } });
    expect(loadPhrases(path)).toEqual({ retryButton: { eo: 'Denove' } });
  });

  it.each([
    ['not JSON', '{', 'not JSON'],
    ['without phrases', {}, 'phrases is missing'],
    ['without texts', { phrases: { retryButton: {} } }, 'phrases.retryButton.text is missing'],
    [
      'with a number',
      { phrases: { retryButton: { text: { de: 1 } } } },
      'phrases.retryButton.text.de is no string',
    ],
    ['with other keys only', { phrases: { other: { text: {} } } }, 'none of the known keys'],
  ])('are refused from a file %s, which is named', (_name, content, complaint) => {
    const path = fileOf(content);
    expect(() => loadPhrases(path)).toThrow(`${path}: not a table of phrases`);
    expect(() => loadPhrases(path)).toThrow(complaint);
  });
});

describe('pages', () => {
  it('have the language, its direction and its phrases', async () => {
    await start({ locale: 'ar' });
    expect((await get('/home')).body).toContain('<html dir="rtl" lang="ar"');
    expect((await settings('ar')).phrases.homeEmptyHeader).toBe(ARABIC.homeEmptyHeader);
    expect([directionOf('he'), directionOf('ur'), directionOf('art'), directionOf('en')]).toEqual([
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ]);
  });

  it('have the era and layout of the caller, else of the scenario, else of today’s desktop', async () => {
    const fake = await start({ layout: 'mobile' });
    expect(await settings('en')).toMatchObject({ era: '2025', layout: 'mobile' });
    await fake.play({ ...findScenario('healthy'), era: '2021', layout: 'desktop' });
    expect(await settings('en')).toMatchObject({ era: '2021', layout: 'mobile' });
    expect((await get('/home')).body).toContain('<input type="submit" value="Try again">');
  });

  it('ask for media only where a phase speaks of it', async () => {
    const fake = await start({});
    expect(await settings('en')).toMatchObject({ hasMedia: false });
    await fake.play(findScenario('media-down'));
    expect(await settings('en')).toMatchObject({ hasMedia: true });
  });
});

describe('visitors', () => {
  it('get a start page of another app, and a shell without an account', async () => {
    await start({ scenario: findScenario('logged-out') });
    expect((await get('/')).body).toContain('<title>X. It’s what’s happening / X</title>');
    const { body } = await get('/home');
    expect(body).toContain('react-root');
    expect(body).not.toContain('screen_name');
  });

  it('who are challenged are led to one page', async () => {
    await start({ scenario: findScenario('account-challenge') });
    expect(await get('/home')).toMatchObject({ status: 302, location: '/account/access' });
    expect((await get('/account/access')).body).not.toContain('react-root');
  });
});

describe('documents that are no app', () => {
  it('are told apart by title and status', async () => {
    const fake = await start({ scenario: findScenario('block-page') });
    const seen = [];
    for (const phase of ['blocked', 'challenged']) {
      await fake.enter(phase);
      const { status, body } = await get('/home');
      seen.push([status, /<title>(.*?)<\/title>/.exec(body)?.[1]]);
    }
    await fake.play(findScenario('outage-2023-03-06'));
    await fake.enter('outage');
    const { status, body } = await get('/home');
    seen.push([status, JSON.parse(body).errors[0].code]);
    expect(seen).toEqual([
      [403, 'Attention Required! | Cloudflare'],
      [403, 'Just a moment...'],
      [403, 467],
    ]);
  });
});

describe('accounts and posts', () => {
  const user = (handle: string) =>
    get(`/i/api/graphql/any/UserByScreenName?variables=${encodeURIComponent(`{"screen_name":"${handle}"}`)}`);

  it('are in the states their names tell', async () => {
    await start({});
    expect((await user('missing_owl')).body).toBe('{"data":{}}');
    expect((await user('suspended_owl')).body).toContain('"UserUnavailable"');
    expect((await user('locked_owl')).body).toContain('"protected":true');
    expect((await user('blocked_owl')).body).toContain('"blocking":true');
    expect((await user('blocking_owl')).body).toContain('"blocked_by":true');
    expect((await user('caution_owl')).body).toContain('"profile_interstitial_type"');
    expect((await user('barn_owl_x')).body).not.toContain('protected');
  });
});

describe('posts that quote', () => {
  it('hold X’s own messages of the page’s language, one after the other', async () => {
    await start({ scenario: findScenario('quoted-phrases'), locale: 'bn' });
    const texts = [];
    for (const cursor of ['0', '20', '40', '60', '80', '100']) {
      const variables = encodeURIComponent(JSON.stringify({ cursor }));
      const { body } = await get(`/i/api/graphql/any/ListLatestTweetsTimeline?variables=${variables}`);
      texts.push(
        ...[...body.matchAll(/"full_text":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text ?? '')),
      );
    }
    expect(texts).toEqual(expect.arrayContaining(Object.values(BENGALI)));
  });
});
