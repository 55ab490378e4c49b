import type { Browser, Page, Target } from 'puppeteer-core';
import type { ObservationMessage } from '../../lib/messages/observation-message.ts';

/** What content scripts sent to the background, and how often that was woken. */
export interface BackgroundTraffic {
  /** For each message, the age of the page that sent it, by that page's own clock. */
  messagesAtMs: number[];
  wakes: number;
  isAsleep: boolean;
}

interface Counting {
  messagesAtMs: number[];
  chrome: { runtime: { onMessage: { addListener(listener: (message: ObservationMessage) => void): void } } };
}

/** Chromium ends an extension's worker when nothing happened for so long. */
const SLEEPS_AFTER_MS = 30_000;

const isWorker = (target: Target) =>
  target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');

/**
 * Counts from now on. Messages of content scripts go to all pages of the extension, so the popup's page can count
 * them. A wake is a new target of the worker, seen without attaching to it: attached it would never sleep.
 *
 * @returns the counts so far
 */
export async function countTraffic(browser: Browser, popup: Page): Promise<() => Promise<BackgroundTraffic>> {
  let wakes = 0;
  browser.on('targetcreated', (target) => {
    if (isWorker(target)) wakes += 1;
  });
  await popup.evaluate(() => {
    const counting = globalThis as unknown as Counting;
    const messagesAtMs: number[] = [];
    counting.messagesAtMs = messagesAtMs;
    counting.chrome.runtime.onMessage.addListener(({ observation }) => {
      messagesAtMs.push(observation.stretch + observation.ageMs);
    });
  });
  return async () => ({
    messagesAtMs: await popup.evaluate(() => (globalThis as unknown as Counting).messagesAtMs),
    wakes,
    isAsleep: !browser.targets().some(isWorker),
  });
}

/** How many of a page's messages find the worker asleep, after the first one, if nothing else keeps it awake. */
export function wakesBy(messagesAtMs: readonly number[]): number {
  return messagesAtMs.filter((atMs, index) => {
    const previousMs = messagesAtMs[index - 1];
    return previousMs !== undefined && atMs - previousMs > SLEEPS_AFTER_MS;
  }).length;
}
