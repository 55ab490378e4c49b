import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SHARED_DATA } from '../../lib/crowd/shared-data.ts';
import { Front } from '../support/front.ts';
import { StubService } from '../support/stub-service.ts';
import { grantedBuild } from './support/granted-build.ts';
import { engine, Session, seconds } from './support/session.ts';

const COLLECTOR = 'collector.feed-canary.example';
const ISSUER = 'issuer.feed-canary.example';

let session: Session;
let stub: StubService;
let collector: Front;
let build: Awaited<ReturnType<typeof grantedBuild>> | undefined;

/** Firefox answers yes to each question; Chromium's cannot be answered, so there it has been before. */
beforeAll(async () => {
  stub = await StubService.start();
  build = engine === 'chromium' ? await grantedBuild() : undefined;
  session = await Session.start('healthy', build ? { extensionDir: build.dir } : {});
  collector = new Front(session.x, COLLECTOR, stub.port);
});
afterAll(async () => {
  await session?.end();
  await Promise.all([stub?.stop(), build?.discard()]);
});

/** What the browser has granted of what sharing needs. */
const granted = (page: Page) =>
  page.evaluate(async () => {
    const { browser, chrome } = globalThis as unknown as Record<
      'browser' | 'chrome',
      typeof import('webextension-polyfill')
    >;
    const { origins = [], data_collection = [] } = await (browser ?? chrome).permissions.getAll();
    const hosts = origins.filter((origin) => origin.includes('feed-canary')).sort();
    return { hosts, data: [...data_collection].sort() };
  });

const HOSTS = [`https://${COLLECTOR}/*`, `https://${ISSUER}/*`];

/** Presses one of the two switches: to see what others see, and to share. */
async function press(settings: Page, which: 'see' | 'share') {
  const switches = await settings.$$('#sharing input[type="checkbox"]');
  await switches[which === 'see' ? 0 : 1]?.click();
  await settings.waitForSelector('#sharing [role="status"]:not(:empty)');
}

/** What the popup says of the crowd, a moment after it is opened. */
async function crowdInPopup(): Promise<string | undefined> {
  const popup = await session.harness.open('popup.html');
  await seconds(1);
  const crowd = await popup.evaluate(
    () => document.querySelector<HTMLElement>('[data-part="crowd"]')?.dataset.crowd,
  );
  await popup.close();
  return crowd;
}

it('whoever chooses to see the crowd sees it, and nothing more is asked of the browser than that', async () => {
  expect(await crowdInPopup()).toBe('off');
  expect(session.x.hosts.has(COLLECTOR)).toBe(false);

  const settings = await session.harness.open('options.html');
  await settings.waitForSelector('#sharing');
  await press(settings, 'see');
  expect(await granted(settings)).toEqual({ hosts: HOSTS, data: [] });
  stub.status = { status: 'outage' };
  expect(await crowdInPopup()).toBe('outage');
  await settings.close();
});

it('whoever chooses to share is asked for what Firefox calls it, and can take that back', async () => {
  const settings = await session.harness.open('options.html');
  await settings.waitForSelector('#sharing');
  await press(settings, 'share');
  const data = engine === 'firefox' ? [...SHARED_DATA].sort() : [];
  expect(await granted(settings)).toEqual({ hosts: HOSTS, data });
  await press(settings, 'share');
  expect(await granted(settings)).toEqual({ hosts: HOSTS, data: [] });
  expect(await crowdInPopup()).toBe('outage');
  await settings.close();
});

it('whoever no longer wants to see the crowd gives everything back, and nobody is asked any more', async () => {
  const settings = await session.harness.open('options.html');
  await settings.waitForSelector('#sharing');
  await press(settings, 'see');
  // What a build has been granted for good cannot be given back.
  expect(await granted(settings)).toEqual({ hosts: engine === 'firefox' ? [] : HOSTS, data: [] });
  collector.take();
  expect(await crowdInPopup()).toBe('off');
  expect(collector.take()).toEqual([]);
  expect(await session.harness.errors()).toEqual([]);
});
