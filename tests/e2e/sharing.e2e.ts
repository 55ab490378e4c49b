import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KeptReport, Sharing, SlotToken } from '../../lib/crowd/client/kept.ts';
import { decodeReport, type Report } from '../../lib/crowd/report.ts';
import { Front, headerLines } from '../support/front.ts';
import { anonymousLines } from './support/anonymous-lines.ts';
import { grantedBuild } from './support/granted-build.ts';
import { type RealServices, startRealServices } from './support/real-services.ts';
import { engine, Session, seconds } from './support/session.ts';

let session: Session;
let services: RealServices;
let collector: Front;
let issuer: Front;
let build: Awaited<ReturnType<typeof grantedBuild>> | undefined;
let page: Page;

beforeAll(async () => {
  services = await startRealServices();
  build = engine === 'chromium' ? await grantedBuild() : undefined;
  session = await Session.start('outage-2023-12-21', build ? { extensionDir: build.dir } : {});
  collector = new Front(session.x, 'collector.feed-canary.example', services.collectorPort);
  issuer = new Front(session.x, 'issuer.feed-canary.example', services.issuerPort);
});
afterAll(async () => {
  await session?.end();
  await Promise.all([services?.stop(), build?.discard()]);
});

const reports = () => collector.arrived.filter(({ path }) => path === '/v1/reports');
const kept = () => session.rows<KeptReport>('crowdReports');
const tokens = () => session.rows<SlotToken>('crowdTokens');

/** Chooses to share, or no longer, as people do: with the switch in the settings. */
async function pressShare() {
  const settings = await session.harness.open('options.html');
  await settings.waitForSelector('#sharing');
  const [, share] = await settings.$$('#sharing input[type="checkbox"]');
  await share?.click();
  await settings.waitForSelector('#sharing [role="status"]:not(:empty)');
  await settings.close();
  await page.bringToFront();
}

/** Newcomers wait for minutes before they tell of trouble; here the time they drew has come. */
async function skipTheWait() {
  const isPlanned = async () => {
    const rows = await session.rows<Partial<Sharing>>('crowd');
    return rows.some(({ slots = [] }) => slots.some(({ trouble }) => trouble?.dueMs !== undefined));
  };
  await expect.poll(isPlanned, { timeout: 20_000 }).toBe(true);
  const popup = await session.popup();
  await popup.evaluate(async () => {
    const opening = indexedDB.open('feed-canary');
    await new Promise((done) => opening.addEventListener('success', done));
    const tx = opening.result.transaction('crowd', 'readwrite');
    const reading = tx.objectStore('crowd').get('sharing');
    reading.onsuccess = () => {
      for (const { trouble } of reading.result.slots) if (trouble) trouble.dueMs = Date.now();
      tx.objectStore('crowd').put(reading.result, 'sharing');
    };
    await new Promise((done) => tx.addEventListener('complete', done));
    opening.result.close();
  });
  await session.setSettings({ seesCrowd: true, isSharing: true, retentionDays: 30 });
}

it('whoever chooses to share is ready to report at once', async () => {
  session.x.enter('before');
  page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  expect(session.x.hosts.has(collector.host)).toBe(false);
  await pressShare();
  await expect.poll(async () => (await tokens()).length, { timeout: 30_000 }).toBeGreaterThan(95);
  expect(issuer.arrived.map(({ path }) => path.replace(/\/\d+\//, '/<day>/'))).toEqual([
    '/v1/keys/<day>/0',
    '/v1/keys/<day>/0',
    '/v1/tokens',
  ]);
}, 90_000);

it('an outage is reported once, in 296 bytes that the collector takes', async () => {
  session.x.enter('outage');
  await session.reload(page);
  await session.until({ verdict: 'suspected' });
  expect(reports()).toEqual([]);
  await skipTheWait();
  await expect.poll(async () => (await kept()).map(({ state }) => state)).toEqual(['delivered']);
  expect(reports()).toHaveLength(1);
  const [{ body } = { body: Buffer.of() }] = reports();
  const report = decodeReport(body) as Report;
  const [told] = await kept();
  expect(told).toMatchObject({ slot: report.slot, symptom: report.symptom, cell: report.cell });
  expect(report.symptom).not.toBe('ok');
  expect((await tokens()).map(({ slot }) => slot)).not.toContain(report.slot);
}, 90_000);

it('keys, tokens, reports and what the crowd sees are asked for and sent without a word on who does it', async () => {
  const popup = await session.harness.open('popup.html');
  const asked = (front: Front) =>
    new Set(front.arrived.map(({ method, path }) => `${method} ${path.replace(/\d+\/\d$|\?.*$/, '')}`));
  await expect
    .poll(() => asked(collector))
    .toEqual(new Set(['GET /v1/status', 'POST /v1/reports', 'GET /v1/history']));
  expect(asked(issuer)).toEqual(new Set(['GET /v1/keys/', 'POST /v1/tokens']));
  for (const front of [collector, issuer])
    for (const request of front.arrived)
      expect(headerLines(request)).toEqual(anonymousLines(front.host, request));
  await popup.close();
});

it('what was sent is on the list', async () => {
  const settings = await session.harness.open('options.html');
  const [told] = await kept();
  await settings.waitForSelector(`#sharing [data-state="delivered"][data-symptom="${told?.symptom}"]`);
  await settings.close();
});

it('whoever no longer shares sends nothing more, and nothing is left to send', async () => {
  await page.bringToFront();
  await pressShare();
  await expect.poll(async () => (await tokens()).length).toBe(0);
  expect(await session.rows('crowd')).toEqual([]);
  collector.take();
  issuer.take();
  await session.reload(page);
  await seconds(5);
  expect([...reports(), ...issuer.arrived]).toEqual([]);
  expect((await kept()).map(({ state }) => state)).toEqual(['delivered']);
  expect(await session.harness.errors()).toEqual([]);
}, 60_000);
