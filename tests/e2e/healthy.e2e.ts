import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findScenario } from '../fake-x/scenarios/index.ts';
import { follow, openHomeTab, Session, seconds } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.start('healthy');
});
afterAll(() => session?.end());

/** All verdicts the popup showed while something went on. */
async function verdictsDuring(browse: () => Promise<void>): Promise<Set<string>> {
  const popup = await session.popup();
  await popup.evaluate(() => {
    const shown = new Set<string>();
    const note = () => shown.add(document.querySelector('main')?.dataset.verdict ?? 'none');
    new MutationObserver(note).observe(document, { subtree: true, attributes: true, childList: true });
    note();
    Object.assign(globalThis, { shown });
  });
  await browse();
  return new Set(await popup.evaluate(() => [...(globalThis as unknown as { shown: Set<string> }).shown]));
}

async function scroll(page: Page, screens: number) {
  for (let screen = 0; screen < screens; screen += 1) {
    await page.evaluate(() => scrollBy(0, innerHeight));
    await seconds(0.25);
  }
}

/** Reads for a while as people do: scrolls, changes tabs and pages, comes back. */
async function browse(page: Page, untilMs: number) {
  while (Date.now() < untilMs) {
    await session.go(page, '/home');
    await seconds(2);
    await scroll(page, 12);
    await openHomeTab(page, 1);
    await seconds(2);
    await scroll(page, 8);
    for (const path of ['/notifications', '/explore', '/i/bookmarks', '/messages']) {
      await follow(page, path);
      await seconds(2.5);
    }
    await follow(page, '/home');
    await openHomeTab(page, 2);
    await seconds(3);
    for (const path of ['/reed_warbler', '/quiet_bird', '/i/lists/1', '/search?q=birds']) {
      await session.go(page, path);
      await seconds(2.5);
    }
  }
}

it('never speaks of trouble while somebody browses a healthy X for two minutes', async () => {
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  expect(await verdictsDuring(() => browse(page, Date.now() + 90_000))).toEqual(new Set(['working']));

  session.x.play(findScenario('flash'));
  const flashed = await verdictsDuring(async () => {
    for (let load = 0; load < 2; load += 1) {
      await session.go(page, '/home');
      await seconds(5);
    }
  });
  expect(flashed).toEqual(new Set(['working']));

  session.x.play(findScenario('new-account'));
  const shown = await verdictsDuring(async () => {
    await session.go(page, '/home');
    await seconds(23);
    for (const path of ['/i/lists/1', '/fresh_fledgling', '/i/bookmarks']) {
      await session.go(page, path);
      await seconds(4);
    }
  });
  expect([...shown].filter((verdict) => verdict !== 'working' && verdict !== 'unknown')).toEqual([]);
  expect(await session.incidents()).toEqual([]);
}, 300_000);
