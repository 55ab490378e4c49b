import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Front } from '../support/front.ts';
import { StubService } from '../support/stub-service.ts';
import { grantedBuild } from './support/granted-build.ts';
import { Session } from './support/session.ts';

/** Well before the 20 seconds from which on this browser would be certain by itself. */
const BEFORE_PERSISTENCE_MS = 10_000;

let session: Session;
let stub: StubService;
let build: Awaited<ReturnType<typeof grantedBuild>>;
let page: Page;

beforeAll(async () => {
  [stub, build] = await Promise.all([StubService.start(), grantedBuild()]);
});
afterAll(() => Promise.all([stub?.stop(), build?.discard()]));

/** Somebody who sees the crowd, on a home that works. */
beforeEach(async () => {
  session = await Session.start('outage-2023-12-21', { extensionDir: build.dir });
  stub.status = { status: 'calm' };
  new Front(session.x, 'collector.feed-canary.example', stub.port);
  await session.popup();
  await session.setSettings({ seesCrowd: true });
  session.x.enter('before');
  page = await session.openX('/home');
  await session.until({ verdict: 'working' });
}, 60_000);
afterEach(() => session?.end());

it('one sighting is an outage when the crowd says so, without anybody opening anything', async () => {
  stub.status = { status: 'outage', problem: 9000, expected: 20 };
  session.x.enter('outage');
  await session.reload(page);
  await session.until({ verdict: 'outage' }, BEFORE_PERSISTENCE_MS);
  const words = await (await session.popup()).evaluate(() => document.body.innerText);
  expect(words).toContain('Many others report trouble with X too');
  expect(await session.toolbarTitle()).toBe('Feed Canary: X is down');

  session.x.enter('after');
  await session.reload(page);
  await session.until({ verdict: 'working' }, 20_000);
  expect(await session.incidents()).toMatchObject([{ kind: 'outage', ending: 'recovered' }]);
}, 90_000);

it('what a popup hears of the crowd wakes the background, which records it', async () => {
  session.x.enter('outage');
  await session.reload(page);
  await session.until({ verdict: 'suspected' });

  // The page of X is behind from here on: nothing it could send wakes anybody.
  const popup = await session.harness.open('options.html');
  await session.harness.stopBackground();
  stub.status = { status: 'outage' };
  await popup.close();
  await (await session.harness.open('popup.html')).bringToFront();
  const latest = async () =>
    (await session.rows<{ verdict: string; witnesses: string[] }>('incidents')).at(-1);
  await expect.poll(async () => (await latest())?.verdict, { timeout: BEFORE_PERSISTENCE_MS }).toBe('outage');
  expect((await latest())?.witnesses).toEqual(['sighting', 'crowd']);
  expect(await session.harness.errors()).toEqual([]);
}, 90_000);
