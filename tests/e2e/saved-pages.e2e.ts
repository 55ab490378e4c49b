import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './support/session.ts';

/** Real pages of X without their content; not part of this project, used where they are at hand. */
const CAPTURES = new URL('../../../shared/x/captures/', import.meta.url);

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

describe.runIf(existsSync(CAPTURES))('a real page of X', () => {
  it.each([
    ['home-2024.html', { organic: 4, promoted: 1, own: 0 }],
    ['home-following-2025.html', { organic: 6, promoted: 0, own: 0 }],
  ])('%s shows posts', async (name, posts) => {
    const html = await readFile(new URL(name, CAPTURES), 'utf8');
    expect(await seenIn(html)).toMatchObject({ surface: 'home-following', posts });
    expect(await session.said()).toMatchObject({ verdict: 'working', scope: '' });
  });
});
