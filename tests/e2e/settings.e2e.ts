import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeViolations } from './support/axe.ts';
import { engine, Session } from './support/session.ts';

let session: Session;
let settings: Page;

/** Opens the settings afresh. */
async function openSettings() {
  await settings?.close();
  settings = await session.harness.open('options.html');
  await settings.waitForSelector('h1');
}

beforeAll(async () => {
  session = await Session.start('healthy');
  await openSettings();
});
afterAll(() => session?.end());

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
  for (let stops = 0; stops < 11; stops++) {
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

it('asks once more before it deletes, and Enter pressed twice deletes nothing', async () => {
  await tabTo('Delete the history');
  await press('Enter');
  expect(await focused()).toBe('Keep it');
  await press('Enter');
  expect(await focused()).toBe('Delete the history');
  expect(await outcomeIn('history')).toBe('');
  await press('Enter');
  await press('Tab');
  expect(await focused()).toBe('Delete it');
  await press('Enter');
  await expect.poll(() => outcomeIn('history')).toBe('The history is deleted');
});

it.runIf(engine === 'chromium')('gives axe nothing to complain of on the real pages', async () => {
  for (const path of ['options.html', 'welcome.html', 'popup.html']) {
    const page = await session.harness.open(path);
    await page.waitForSelector('h1');
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  }
});
