import type { HTTPResponse, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, launch } from '../../scripts/browser/harness.ts';
import { LANGUAGES } from '../../server/src/page/languages.ts';
import { type SceneServer, serveScenes } from '../../server/tests/support/scene-server.ts';
import type { Scene } from '../../server/tests/support/snapshots.ts';
import { axeViolations } from './support/axe.ts';
import { engine } from './support/session.ts';

const SCENES: Scene[] = ['calm', 'elevated', 'outage', 'no-data', 'cold-start'];
const MAX_BYTES = 50_000;

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// The page is the server's, not the extension's: one browser shows what there is to see.
describe.runIf(engine === 'chromium')('the public status page', () => {
  let server: SceneServer;
  let harness: Harness;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    server = await serveScenes();
    harness = await launch('chromium', { port: 1 });
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });
  beforeEach(async () => {
    page = await harness.browser.newPage();
    await page.setCacheEnabled(false);
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]); // a breach of the content security policy would be one
  });

  const open = async (scene: Scene, language = 'en') => {
    server.show(scene);
    await page.goto(`${server.url}/?lang=${language}`, { waitUntil: 'load' });
  };

  describe.each(['light', 'dark'])('in %s', (scheme) => {
    it.each(SCENES)('has nothing axe-core finds wrong when it says %s', async (scene) => {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await open(scene);
      await page.evaluate(() => {
        for (const table of document.querySelectorAll('details')) table.open = true;
      });
      expect(await axeViolations(page)).toEqual([]);
    });
  });

  it.each(Object.keys(LANGUAGES))('fits a phone without scrolling sideways in %s', async (language) => {
    await page.setViewport({ width: 320, height: 640 });
    await open('outage', language);
    expect(await overflowOf(page)).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('tells everything without script, in UTC', async () => {
    await page.setJavaScriptEnabled(false);
    await open('outage');
    const text = await page.$eval('body', (body) => body.innerText);
    for (const words of ['X is down for many people', '8,790', '36%', 'Times are in UTC.', 'United States'])
      expect(text).toContain(words);
    await page.click('#day-table summary');
    expect(await page.$eval('#day-table tbody', (body) => body.checkVisibility())).toBe(true);
  });

  it('takes over a new status by itself, and leaves the reader where they were', async () => {
    await open('calm');
    await page.click('#day-table summary');
    await page.focus('#day-table-summary');
    server.show('outage');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForFunction(() => document.title.startsWith('X is down'));
    expect(
      await page.evaluate(() => ({
        status: document.querySelector('main')?.dataset.status,
        headline: document.querySelector('h1')?.textContent,
        readOut: document.querySelector('#said')?.textContent,
        icon: document.querySelector<HTMLLinkElement>('link[rel=icon]')?.getAttribute('href'),
        isTableOpen: document.querySelector<HTMLDetailsElement>('#day-table')?.open,
        focused: document.activeElement?.id,
      })),
    ).toEqual({
      status: 'outage',
      headline: 'X is down for many people',
      readOut: 'X is down for many people',
      icon: '/assets/outage.svg',
      isTableOpen: true,
      focused: 'day-table-summary',
    });
  });

  it('shows times of the reader’s own time zone', async () => {
    await page.emulateTimezone('Asia/Dhaka');
    await open('outage');
    expect(await page.$eval('#outage-2026-10-30T0519 time', (time) => time.textContent)).toBe(
      'Oct 30, 11:16',
    );
    expect(await page.$eval('footer', (footer) => footer.innerText)).toContain('your time zone');
  });

  it.each(Object.keys(LANGUAGES))('stays under 50 kB and asks nobody else in %s', async (language) => {
    const responses: HTTPResponse[] = [];
    page.on('response', (response) => responses.push(response));
    await open('outage', language);
    await page.waitForNetworkIdle();
    const sizes = await Promise.all(responses.map(async (response) => (await response.buffer()).byteLength));
    expect(responses.map((response) => new URL(response.url()).origin)).toEqual(
      responses.map(() => server.url),
    );
    expect(responses.length).toBeGreaterThan(4);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
  });
});
