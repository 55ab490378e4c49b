import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Front, headerLines } from '../support/front.ts';
import { StubService } from '../support/stub-service.ts';
import { grantedBuild } from './support/granted-build.ts';
import { particularProfile } from './support/particular-profile.ts';
import { engine, Session, seconds } from './support/session.ts';

/** All that reaches the services, beside how answers may be compressed: the same from everybody with this browser. */
const OWN_LINES = {
  chromium: ['sec-fetch-site: none'],
  firefox: ['priority: u=4', 'sec-fetch-site: same-origin'],
}[engine];

const linesTo = (host: string, further: string[] = []) =>
  [
    'accept: */*',
    'cache-control: no-cache',
    'connection: keep-alive',
    `host: ${host}`,
    'pragma: no-cache',
    'sec-fetch-dest: empty',
    'sec-fetch-mode: cors',
    ...OWN_LINES,
    ...further,
  ].sort();

const COLLECTOR = 'collector.feed-canary.example';
const ISSUER = 'issuer.feed-canary.example';

let session: Session;
let stub: StubService;
let build: Awaited<ReturnType<typeof grantedBuild>>;
let profileDir: string;
let collector: Front;
let issuer: Front;

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
});
afterAll(async () => {
  await session?.end();
  await Promise.all([build?.discard(), stub?.stop(), rm(profileDir, { recursive: true, force: true })]);
});

const untilArrived = async (front: Front, paths: string[]) => {
  await expect.poll(() => front.arrived.map(({ path }) => path).sort()).toEqual([...paths].sort());
  return front.take();
};

/** What the extension's transport asks for, from a page of ours and with the rules alone to help. */
const post = (url: string) =>
  session.popup().then((popup) =>
    popup.evaluate(async (to) => {
      const body = new Uint8Array(296);
      const headers = { 'content-type': 'application/octet-stream' };
      await fetch(to, { method: 'POST', body, headers, cache: 'no-store', credentials: 'include' });
    }, url),
  );

it('the background asks what the crowd sees, and tells nothing of who asks', async () => {
  await session.popup();
  await seconds(1); // the popup wants to ask as soon as it shows something, and may not yet
  expect(collector.take()).toEqual([]);
  await session.setSettings({ seesCrowd: true, wantsNotifications: true });
  const [asked] = await untilArrived(collector, ['/v1/status']);
  expect(asked && headerLines(asked)).toEqual(linesTo(COLLECTOR));
});

it('the popup’s page asks in the same way, each time anew', async () => {
  for (const _time of [1, 2]) {
    const popup = await session.harness.open('popup.html');
    const asked = await untilArrived(collector, ['/v1/status', '/v1/history?window=24h']);
    for (const request of asked) expect(headerLines(request)).toEqual(linesTo(COLLECTOR));
    await popup.close();
  }
});

it.each([COLLECTOR, ISSUER])(
  'what is sent to %s tells nothing of who sends it, cookies were they asked for',
  async (host) => {
    await post(`https://${host}/v1/anything`);
    const [sent] = host === COLLECTOR ? collector.take() : issuer.take();
    const further = ['content-length: 296', 'content-type: application/octet-stream'];
    expect(sent && headerLines(sent)).toEqual(linesTo(host, further));
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
