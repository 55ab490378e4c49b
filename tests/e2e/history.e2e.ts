import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findScenario } from '../fake-x/scenarios/index.ts';
import { engine, Session } from './support/session.ts';

let session: Session;
let settings: Page;
let downloadDir: string;

const click = (words: string) =>
  settings.evaluate((label) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label);
    if (!button) throw new Error(`no button “${label}”`);
    button.click();
  }, words);
const outcome = () => settings.$eval('#history [role=status]', (status) => status.textContent);
const downloads = async () => (await readdir(downloadDir)).filter((name) => !name.endsWith('.crdownload'));

/** Downloads are steered by Chromium's own protocol. */
const isChromium = engine === 'chromium';

beforeAll(async () => {
  if (!isChromium) return;
  downloadDir = await mkdtemp(join(tmpdir(), 'feed-canary-history-'));
  session = await Session.start('server-error');
  const { phases } = findScenario('server-error');
  await session.x.enter(phases.find(({ expected }) => expected?.verdict === 'outage')?.name ?? '');
  const page = await session.openX('/home');
  await new Promise((done) => setTimeout(done, 3_500));
  await session.reload(page);
  await session.until({ verdict: 'outage' }, 30_000);
  await page.close();
  settings = await session.harness.open('options.html');
  await settings.waitForSelector('#history button');
  const cdp = await settings.createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloadDir });
});
afterAll(async () => {
  await session?.end();
  if (downloadDir) await rm(downloadDir, { recursive: true });
});

it.runIf(isChromium)('can be taken out, deleted and taken in again, and twice is once', async () => {
  const before = await session.incidents();
  expect(before).toHaveLength(1);
  await click('Everything (JSON)');
  await expect.poll(downloads).toHaveLength(1);
  const [name = ''] = await downloads();
  expect(name).toMatch(/^feed-canary-history-\d{4}-\d\d-\d\d\.json$/);

  await click('Delete the history');
  await click('Delete it');
  await expect.poll(outcome).toBe('The history is deleted');
  await expect.poll(() => session.incidents()).toEqual([]);

  const input = await settings.$('input[type=file]');
  await input?.uploadFile(join(downloadDir, name));
  await expect.poll(outcome).toMatch(/^\d+ entries added$/);
  await expect
    .poll(() => session.incidents())
    .toMatchObject([{ kind: 'outage', startMs: before[0]?.startMs }]);
  await input?.uploadFile(join(downloadDir, name));
  await expect.poll(outcome).toBe('Nothing to add. All of it is here already.');
});

it.runIf(isChromium)('comes as two sheets for spreadsheets', async () => {
  await click('For spreadsheets (CSV)');
  await expect.poll(async () => (await downloads()).filter((name) => name.endsWith('.csv'))).toHaveLength(2);
  const trouble = (await downloads()).find((name) => name.startsWith('feed-canary-trouble')) ?? '';
  expect(await readFile(join(downloadDir, trouble), 'utf8')).toMatch(/^start,end,.*\r\n\d{4}-.*,outage,/);
});
