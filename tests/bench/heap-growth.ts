import type { CDPSession, Page } from 'puppeteer-core';

/** Heaps of a page after a garbage collection, in bytes. */
export interface Heap {
  minute: number;
  /** Of all scripts in the page, X's and the content script's. */
  scriptBytes: number;
  /** Of the browser's objects behind the DOM. */
  domBytes: number;
}

const MINUTE_MS = 60_000;
const STEP_MINUTES = 10;
const HOUR_MINUTES = 60;
/** Up and down the posts that are there: X itself gathers nothing, so whatever grows is something else. */
const SCROLL_EVERY_MS = 30_000;

/**
 * Lets an hour of the page's clock pass, in seconds: the browser runs the page's timers one after the other without
 * waiting, and its clocks go with them. The content script looks its 3,600 times, and does not know the difference.
 */
export async function heapsOverAnHour(page: Page): Promise<Heap[]> {
  const cdp = await page.createCDPSession();
  await cdp.send('HeapProfiler.enable');
  await page.evaluate((everyMs) => {
    let turn = 0;
    setInterval(() => scrollTo(0, (turn++ % 4) * 2 * innerHeight), everyMs);
  }, SCROLL_EVERY_MS);
  const heaps = [await heapNow(cdp, 0)];
  for (let minute = STEP_MINUTES; minute <= HOUR_MINUTES; minute += STEP_MINUTES) {
    await pass(cdp, STEP_MINUTES * MINUTE_MS);
    heaps.push(await heapNow(cdp, minute));
  }
  await cdp.detach();
  return heaps;
}

async function pass(cdp: CDPSession, durationMs: number): Promise<void> {
  const passed = new Promise<void>((done) => cdp.once('Emulation.virtualTimeBudgetExpired', () => done()));
  await cdp.send('Emulation.setVirtualTimePolicy', { policy: 'advance', budget: durationMs });
  await passed;
}

async function heapNow(cdp: CDPSession, minute: number): Promise<Heap> {
  await cdp.send('HeapProfiler.collectGarbage');
  const usage = await cdp.send('Runtime.getHeapUsage');
  return { minute, scriptBytes: usage.usedSize, domBytes: usage.embedderHeapUsedSize };
}
