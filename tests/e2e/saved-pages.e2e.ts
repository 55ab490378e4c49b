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

/** Serves a saved page as home and tells what the extension sees in it. */
async function seenIn(html: string) {
  session.x.servePage('/home', html);
  await session.openX('/home');
  return session.until({ verdict: 'working' });
}

it('sees posts in a page as X’s app leaves it, without any script', async () => {
  const page = await session.openX('/home');
  await page.waitForSelector('article[data-testid="tweet"]');
  const html = await page.evaluate(() => {
    for (const script of document.querySelectorAll('script')) script.remove();
    return document.documentElement.outerHTML;
  });
  await page.close();
  expect(await seenIn(html)).toMatchObject({ verdict: 'working', scope: '' });
}, 60_000);

describe.runIf(existsSync(CAPTURES))('a real page of X', () => {
  it.each(['home-2024.html', 'home-following-2025.html'])(
    '%s shows posts',
    async (name) => {
      expect(await seenIn(await readFile(new URL(name, CAPTURES), 'utf8'))).toMatchObject({ scope: '' });
    },
    60_000,
  );
});
