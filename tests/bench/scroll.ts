import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { FakeX } from '../fake-x/fake-x.ts';

/** The fake X sends so many posts of others and the account's own at a time. */
const POSTS_PER_REQUEST = 20;
/** What is open long enough has loaded its pictures and sidebar. */
const SETTLE_MS = 2_000;
const LONGEST_SCROLL_MS = 300_000;
/** Headless Chromium was seen to stop drawing on a busy machine, until the page was scrolled again. */
const LONGEST_FRAME_MS = 200;

type Scrolling = { scrolling: { isOver: boolean } };

/** Posts of home asked for so far, counted where it costs the page nothing. */
export const postsAskedFor = (x: FakeX): number =>
  POSTS_PER_REQUEST * x.requests.filter(({ path }) => path.endsWith('/HomeTimeline')).length;

/** Waits for home to be there and quiet. */
export async function settle(page: Page): Promise<void> {
  await page.waitForSelector('article[data-testid="tweet"]');
  await sleep(SETTLE_MS);
}

/**
 * Scrolls by screens while something is waited for. The page drives itself, and each step waits for the frame of the
 * one before: on a busy machine it takes longer, but the page has the same work.
 *
 * @param pauseMs after each frame, before the next step
 */
export async function scrollWhile(page: Page, pauseMs: number, wait: () => Promise<unknown>): Promise<void> {
  await page.evaluate(
    (betweenStepsMs, longestFrameMs) => {
      const scrolling = { isOver: false };
      Object.assign(globalThis, { scrolling });
      const frame = () =>
        new Promise<unknown>((done) => {
          requestAnimationFrame(done);
          setTimeout(done, longestFrameMs);
        });
      const goOn = async () => {
        while (!scrolling.isOver) {
          scrollBy(0, innerHeight);
          await frame();
          await new Promise((done) => setTimeout(done, betweenStepsMs));
        }
      };
      void goOn();
    },
    pauseMs,
    LONGEST_FRAME_MS,
  );
  await wait();
  await page.evaluate(() => {
    (globalThis as unknown as Scrolling).scrolling.isOver = true;
  });
}

/** Waits until this many more posts were scrolled through: the page has asked for those that follow. */
export async function untilPosts(x: FakeX, count: number): Promise<void> {
  const target = postsAskedFor(x) + count;
  const deadlineMs = performance.now() + LONGEST_SCROLL_MS;
  while (postsAskedFor(x) < target) {
    if (performance.now() > deadlineMs) throw new Error(`${count} posts were not scrolled through in time`);
    await sleep(100);
  }
}
