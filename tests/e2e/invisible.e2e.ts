import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BROWSER_OWN_HOSTS } from '../../scripts/browser/harness.ts';
import { engine, extensionDir, follow, Session, seconds } from './support/session.ts';

/** A page without scripts of its own: whatever happens in it, somebody else did. */
const STILL_PAGE = `<!doctype html><html lang="en"><head><title>Home / X</title></head><body>
<div id="react-root"><header><a href="/reader" data-testid="AppTabBar_Profile_Link">Profile</a></header>
<main><div data-testid="primaryColumn"><div data-testid="emptyState"><a href="/i/connect_people">Let’s go!</a></div></div></main></div>
</body></html>`;

interface Noticed {
  mutations: string[];
  messages: string[];
  globals: string[];
  resources: string[];
  storage: string[];
}

let session: Session;

beforeAll(async () => {
  session = await Session.start('healthy', { isInstalled: false });
});
afterAll(() => session?.end());

/** Loads the still page and lists all that a script of X could notice for some seconds. */
async function notice(page: Page): Promise<Noticed> {
  await page.evaluateOnNewDocument(() => {
    const mutations: string[] = [];
    const messages: string[] = [];
    addEventListener('message', ({ data }) => messages.push(JSON.stringify(data)));
    addEventListener('load', () => {
      new MutationObserver((records) => {
        for (const { type, target, attributeName } of records)
          mutations.push(`${type} ${attributeName} ${target.nodeName}`);
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    Object.assign(globalThis, { noticed: { mutations, messages } });
  });
  await session.go(page, '/home');
  await seconds(4);
  return page.evaluate(() => ({
    ...(globalThis as unknown as { noticed: Pick<Noticed, 'mutations' | 'messages'> }).noticed,
    globals: Object.getOwnPropertyNames(globalThis).sort(),
    resources: performance.getEntriesByType('resource').map(({ name }) => name),
    storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie],
  }));
}

it('leaves nothing that a page of X could notice', async () => {
  session.x.servePage('/home', STILL_PAGE);
  const alone = await notice(await session.openX('/home'));
  await session.harness.installExtension(extensionDir);
  const page = await session.openX('/home');
  const watched = await notice(page);
  session.x.stopServingPage('/home');

  // The extension did look: it remembers the empty page, and says why it says nothing.
  await session.until({ verdict: 'unknown', reason: 'no-comparison' });
  expect(watched).toEqual(alone);
  expect(watched).toMatchObject({ mutations: [], messages: [] });
}, 60_000);

it('asks nobody for anything: the only requests are X’s own and the browser’s', async () => {
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  for (const path of ['/notifications', '/i/bookmarks', '/home']) {
    await follow(page, path);
    await seconds(1);
  }
  await (await session.harness.openPopup()).close();
  for (const ours of ['popup.html', 'options.html', 'welcome.html']) {
    const tab = await session.harness.open(ours);
    await seconds(1);
    await tab.close();
  }
  const hosts = [...session.x.hosts].filter((host) => !BROWSER_OWN_HOSTS[engine].has(host));
  expect(hosts.sort()).toEqual(['abs.twimg.com', 'x.com']);
  const asked = session.x.requests.filter(({ host }) => hosts.includes(host));
  const origins = new Set(asked.map(({ origin }) => origin ?? 'none'));
  expect([...origins].sort()).toEqual(['https://x.com', 'none']);
}, 60_000);
