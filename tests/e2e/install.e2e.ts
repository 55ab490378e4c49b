import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { findWelcome } from '../../scripts/browser/find-page.ts';
import { newerVersion } from './support/newer-version.ts';
import { extensionDir, follow, Session, seconds } from './support/session.ts';

let session: Session;
const folders: string[] = [];

afterEach(async () => {
  await session?.end();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** Stretches of a surface in the record: a page that is watched twice has each of them twice. */
async function stretchesOf(surface: string): Promise<number> {
  const { stretches } = await session.evidence();
  return stretches.filter((stretch) => stretch.surface === surface).length;
}

it('tells the outage of a page that was open before the installation, without a reload', async () => {
  session = await Session.start('outage-2023-12-21', { isInstalled: false });
  session.x.enter('outage');
  await session.openX('/home');
  await seconds(2);
  await session.harness.installExtension(extensionDir);
  await session.until({ verdict: 'suspected', scope: 'home-for-you' });
  await session.until({ verdict: 'outage', scope: 'home-for-you' }, 22_000);
}, 90_000);

it('watches each page once, after the installation and after an update', async () => {
  session = await Session.start('healthy', { isInstalled: false });
  const page = await session.openX('/home');
  // Chromium aborts the requests that are under way when an extension with webRequest arrives.
  await page.waitForSelector('article[data-testid="tweet"]');
  await session.harness.installExtension(extensionDir);
  await session.until({ verdict: 'working' });
  await follow(page, '/notifications');
  await expect.poll(() => stretchesOf('notifications'), { timeout: 5_000 }).toBe(1);

  const newer = await newerVersion(extensionDir);
  folders.push(newer);
  await session.harness.updateExtension(newer);
  expect(await session.harness.installedVersion()).toBe('99.0.0');
  session.forgetPopup();
  await page.bringToFront();
  await seconds(2);
  await follow(page, '/i/bookmarks');
  await expect.poll(() => stretchesOf('bookmarks'), { timeout: 5_000 }).toBe(1);
  expect(await findWelcome(await session.harness.browser.pages())).toBeUndefined();
  await seconds(2);
  expect(await stretchesOf('bookmarks')).toBe(1);
}, 90_000);

it('remembers places even if the browser ended during the installation', async () => {
  const profileDir = await mkdtemp(join(tmpdir(), 'feed-canary-'));
  folders.push(profileDir);
  session = await Session.start('healthy', { profileDir });
  session = await session.restart({ profileDir });
  await session.openX('/i/lists/1');
  await session.until({ verdict: 'working' });
  await expect.poll(() => session.rows('places'), { timeout: 5_000 }).toHaveLength(1);
}, 90_000);
