import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Session } from '../e2e/support/session.ts';

/** When a page first had something on screen, in ms. */
export interface Paint {
  /** Since its navigation began. */
  sinceNavigation: number;
  /** Since the toolbar button was pressed. */
  sincePress: number;
}

/** The popup, and a page of the same extension that says one word: what the browser takes alone. */
const OPENED = { popup: 'popup.html', bare: 'bare.html' } as const;
const BARE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><main>X works</main></html>';

/** From what it is opened: a process of the extension that runs already, or none. */
const STATES = ['running', 'asleep'] as const;

export type Paints = Record<`${(typeof STATES)[number]} ${keyof typeof OPENED}`, Paint[]>;

interface Rounds {
  running: number;
  asleep: number;
}

/** Chromium ends the extension's process soon after its last page and its worker. */
const PROCESS_ENDS_MS = 1_500;
/** What the round before left to do is done. */
const CALM_MS = 400;

/** A copy of the build with the bare page in it, for as long as `use` takes. */
export async function withBarePage<T>(build: string, use: (extensionDir: string) => Promise<T>): Promise<T> {
  const extensionDir = await mkdtemp(join(tmpdir(), 'feed-canary-bench-'));
  try {
    await cp(build, extensionDir, { recursive: true });
    await writeFile(join(extensionDir, OPENED.bare), BARE);
    return await use(extensionDir);
  } finally {
    await rm(extensionDir, { recursive: true });
  }
}

/** Presses the toolbar button over a page of X, for the popup and the bare page in turns. */
export async function paintsOf(session: Session, rounds: Rounds): Promise<Paints> {
  const paints: Paints = { 'running popup': [], 'running bare': [], 'asleep popup': [], 'asleep bare': [] };
  const front = await session.openX('/home');
  for (const state of STATES) {
    for (let round = 0; round < rounds[state]; round += 1) {
      for (const [what, path] of Object.entries(OPENED) as [keyof typeof OPENED, string][]) {
        const page = await letButtonOpen(session, path);
        if (state === 'asleep') {
          await page.close();
          await session.harness.stopBackground();
          await sleep(PROCESS_ENDS_MS);
        }
        await front.bringToFront();
        await sleep(CALM_MS);
        paints[`${state} ${what}`].push(await press(session, front, path));
        if (!page.isClosed()) await page.close();
      }
    }
  }
  return paints;
}

/** Leaves the page open that it was done from, which keeps the extension's process. */
async function letButtonOpen(session: Session, path: string): Promise<Page> {
  const page = await session.harness.open(OPENED.bare);
  await page.evaluate((popup) => {
    const { chrome } = globalThis as unknown as { chrome: typeof import('webextension-polyfill') };
    return chrome.action.setPopup({ popup });
  }, path);
  return page;
}

async function press(session: Session, front: Page, path: string): Promise<Paint> {
  const { browser } = session.harness;
  const [extension] = (await browser.extensions()).values();
  const before = new Set(browser.targets());
  const opening = browser.waitForTarget(
    (target) => target.url().endsWith(`/${path}`) && !before.has(target),
    { timeout: 10_000 },
  );
  const pressedAtMs = performance.timeOrigin + performance.now();
  const [target] = await Promise.all([opening, extension?.triggerAction(front)]);
  const popup = await target.asPage();
  const { startedAtMs, paintMs } = await popup.evaluate(firstPaint);
  await popup.close();
  return { sinceNavigation: paintMs, sincePress: startedAtMs + paintMs - pressedAtMs };
}

/** Runs in the page. */
async function firstPaint(): Promise<{ startedAtMs: number; paintMs: number }> {
  const paintMs = await new Promise<number>((done) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('first-contentful-paint')) done(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  return { startedAtMs: performance.timeOrigin, paintMs };
}
