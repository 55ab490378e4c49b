import { rm } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Arrived, Front, headerLines } from '../support/front.ts';
import { StubService } from '../support/stub-service.ts';
import { anonymousLines } from './support/anonymous-lines.ts';
import { grantedBuild } from './support/granted-build.ts';
import { particularProfile } from './support/particular-profile.ts';
import { Session } from './support/session.ts';

const COLLECTOR = 'collector.feed-canary.example';
const ISSUER = 'issuer.feed-canary.example';

let session: Session;
let stub: StubService;
let build: Awaited<ReturnType<typeof grantedBuild>>;
let profileDir: string;
let collector: Front;
let issuer: Front;
/** A page of ours that asks nobody for anything. */
let settings: Page;

/** Somebody with a language and wishes of their own, who has opened the collector's page before. */
beforeAll(async () => {
  [build, profileDir, stub] = await Promise.all([grantedBuild(), particularProfile(), StubService.start()]);
  session = await Session.start('healthy', { extensionDir: build.dir, profileDir });
  collector = new Front(session.x, COLLECTOR, stub.port);
  issuer = new Front(session.x, ISSUER, stub.port);
  const page = await session.harness.browser.newPage();
  for (const host of [COLLECTOR, ISSUER]) await page.goto(`https://${host}/`);
  expect(collector.take().flatMap(headerLines)).toContain('dnt: 1');
  issuer.take();
  settings = await session.harness.open('options.html');
});
afterAll(async () => {
  await session?.end();
  await Promise.all([build?.discard(), stub?.stop(), rm(profileDir, { recursive: true, force: true })]);
});

const untilArrived = async (front: Front, paths: string[]) => {
  await expect.poll(() => front.arrived.map(({ path }) => path).sort()).toEqual([...paths].sort());
  return front.take();
};

function expectNothingTold(host: string, requests: Arrived[]) {
  for (const request of requests) expect(headerLines(request)).toEqual(anonymousLines(host, request));
}

/** What the extension's transport sends, with the rules alone to help. */
const post = (url: string) =>
  settings.evaluate(async (to) => {
    const body = new Uint8Array(296);
    const headers = { 'content-type': 'application/octet-stream' };
    await fetch(to, { method: 'POST', body, headers, cache: 'no-store', credentials: 'include' });
  }, url);

it('the background asks what the crowd sees, and tells nothing of who asks', async () => {
  expect(collector.take()).toEqual([]);
  await session.setSettings({ seesCrowd: true, wantsNotifications: true }, settings);
  expectNothingTold(COLLECTOR, await untilArrived(collector, ['/v1/status']));
});

it('the popup’s page asks in the same way, each time anew', async () => {
  for (const _time of [1, 2]) {
    const popup = await session.harness.open('popup.html');
    expectNothingTold(COLLECTOR, await untilArrived(collector, ['/v1/status', '/v1/history?window=24h']));
    await popup.close();
  }
});

it.each([COLLECTOR, ISSUER])(
  'what is sent to %s tells nothing of who sends it, cookies were they asked for',
  async (host) => {
    await post(`https://${host}/v1/anything`);
    const sent = host === COLLECTOR ? collector.take() : issuer.take();
    expect(sent.map(({ body }) => body.length)).toEqual([296]);
    expectNothingTold(host, sent);
  },
);

it('what people open themselves is left alone', async () => {
  const page = await session.harness.browser.newPage();
  await page.goto(`https://${COLLECTOR}/`);
  await page.evaluate(() => fetch('/v1/status'));
  const opened = collector.take();
  expect(opened.map(({ path }) => path)).toEqual(['/', '/v1/status']);
  for (const request of opened) {
    const names = request.headers.map(([name]) => name.toLowerCase());
    expect(names).toEqual(expect.arrayContaining(['user-agent', 'accept-language', 'cookie', 'dnt']));
  }
});
