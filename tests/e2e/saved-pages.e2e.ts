import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAVED_PAGES } from './support/saved-pages.ts';
import { Session } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.start('healthy');
});
afterAll(() => session?.end());

/** Serves a saved page as home and waits for what the extension records of it. */
async function seenIn(html: string) {
  session.x.servePage('/home', html);
  const openedAtMs = Date.now();
  const page = await session.openX('/home');
  const recorded = async () => {
    const { stretches } = await session.evidence();
    return stretches.find((stretch) => stretch.firstAtMs > openedAtMs && stretch.state === 'posts');
  };
  await expect.poll(recorded, { timeout: 8_000 }).toBeDefined();
  await page.close();
  return recorded();
}

it('sees posts in a page as X’s app leaves it, without any script', async () => {
  const page = await session.openX('/home');
  await page.waitForSelector('article[data-testid="tweet"]');
  const html = await page.evaluate(() => {
    for (const script of document.querySelectorAll('script')) script.remove();
    return document.documentElement.outerHTML;
  });
  await page.close();
  expect(await seenIn(html)).toMatchObject({ surface: 'home-for-you' });
});

describe.runIf(SAVED_PAGES)('a real page of X', () => {
  it.each([
    ['home-2024.html', { organic: 4, promoted: 1, own: 0 }],
    ['home-following-2025.html', { organic: 6, promoted: 0, own: 0 }],
  ])('%s shows posts', async (name, posts) => {
    const html = await readFile(join(SAVED_PAGES ?? '', name), 'utf8');
    expect(await seenIn(html)).toMatchObject({ surface: 'home-following', posts });
    expect(await session.said()).toMatchObject({ verdict: 'working', scope: '' });
  });
});
