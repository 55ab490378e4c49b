import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeViolations } from './support/axe.ts';
import { engine, Session } from './support/session.ts';

const INCIDENT = {
  verdict: 'outage',
  startMs: Date.UTC(2023, 11, 21, 5, 4),
  lastSeenMs: Date.UTC(2023, 11, 21, 6, 29),
  endMs: Date.UTC(2023, 11, 21, 6, 29),
  ending: 'recovered',
  sights: [{ part: 'home-following', symptom: 'empty-feed' }],
  witnesses: ['sighting', 'persistence'],
};
const HISTORY = {
  format: 'feed-canary-history',
  version: 1,
  exportedAtMs: INCIDENT.endMs,
  incidents: [INCIDENT],
  slots: [],
  changes: [],
  failures: [],
};

let session: Session;
let settings: Page;
let folder: string;

/** Opens the settings afresh. */
async function openSettings() {
  await settings?.close();
  settings = await session.harness.open('options.html');
  await settings.waitForSelector('h1');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feed-canary-history-'));
  session = await Session.start('healthy');
  await openSettings();
});
afterAll(async () => {
  await session?.end();
  await rm(folder, { recursive: true, force: true });
});

const press = (key: 'Tab' | 'Enter' | 'Space' | 'ArrowRight') => settings.keyboard.press(key);

/** What has the focus, by its words. */
const focused = () =>
  settings.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
  });

async function tabTo(words: string) {
  for (let presses = 0; (await focused()) !== words; presses++) {
    if (presses > 20) throw new Error(`no Tab leads to “${words}”`);
    await press('Tab');
  }
}

/** What a section says of what was done in it. */
const outcomeIn = (section: string) =>
  settings.$eval(`#${section} [role=status]`, (status) => status.textContent);

it('lets a keyboard alone reach everything in the settings, in the order it is read', async () => {
  const met: string[] = [];
  for (let stops = 0; stops < 13; stops++) {
    await press('Tab');
    met.push(await focused());
  }
  expect(met).toEqual([
    'Tell me when X goes down and when it is back',
    'Pause',
    '90 days',
    'Everything (JSON)',
    'For spreadsheets (CSV)',
    'Add from a saved copy',
    'Delete the history',
    'Show what others see',
    'Share what this browser sees, anonymously',
    'Copy the details',
    'Report this',
    'How it works',
    'Source code',
  ]);
});

it('counts each choice at once and says so, by keyboard', async () => {
  await openSettings();
  await tabTo('Pause');
  await press('Enter');
  await expect.poll(() => outcomeIn('pausing')).toBe('Saved');
  await session.until({ verdict: 'unknown', reason: 'paused' });
  await settings.bringToFront();
  expect(await focused()).toBe('Resume');
  await press('Enter');
  await session.until({ verdict: 'unknown', reason: 'idle' });
  await settings.bringToFront();

  await tabTo('90 days');
  await press('ArrowRight');
  await expect.poll(() => outcomeIn('history')).toBe('Saved');
  expect(await outcomeIn('pausing')).toBe('');
  await openSettings();
  await tabTo('365 days');
});

/** Chooses a file with this text, as a person does in the browser's own window. */
async function importFile(text: string) {
  const path = join(folder, 'history.json');
  await writeFile(path, text);
  const field = await settings.$('input[type=file]');
  await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
}

it('adds a saved history once, and refuses what is none', async () => {
  await importFile(JSON.stringify(HISTORY));
  await expect.poll(() => outcomeIn('history')).toBe('1 entry added');
  expect(await session.incidents()).toMatchObject([{ kind: 'outage', startMs: INCIDENT.startMs }]);
  await settings.bringToFront();
  await importFile(JSON.stringify(HISTORY));
  await expect.poll(() => outcomeIn('history')).toBe('Nothing to add. All of it is here already.');
  await importFile('no history');
  await expect.poll(() => outcomeIn('history')).toMatch(/^This file cannot be read/);
});

it('asks once more before it deletes, and Enter pressed twice deletes nothing', async () => {
  await tabTo('Delete the history');
  await press('Enter');
  expect(await focused()).toBe('Keep it');
  await press('Enter');
  expect(await focused()).toBe('Delete the history');
  expect(await session.incidents()).toHaveLength(1);
  await press('Enter');
  await press('Tab');
  expect(await focused()).toBe('Delete it');
  await press('Enter');
  await expect.poll(() => outcomeIn('history')).toBe('The history is deleted');
  await expect.poll(() => session.incidents()).toEqual([]);
});

it.runIf(engine === 'chromium')('gives axe nothing to complain of on the real pages', async () => {
  for (const path of ['options.html', 'welcome.html', 'popup.html']) {
    const page = await session.harness.open(path);
    await page.waitForSelector('h1');
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  }
});
