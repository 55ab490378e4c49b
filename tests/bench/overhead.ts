import { setTimeout as sleep } from 'node:timers/promises';
import { extensionDir, Session } from '../e2e/support/session.ts';
import { type BackgroundTraffic, countTraffic, wakesBy } from './background-traffic.ts';
import { type BundleSize, bundleSizes } from './bundle-sizes.ts';
import { type ContentScriptTime, traceContentScript } from './content-script-time.ts';
import { type Heap, heapsOverAnHour } from './heap-growth.ts';
import { costOf, type MainThreadCost } from './main-thread-cost.ts';
import {
  bundleTable,
  contentScriptTable,
  heapTable,
  mainThreadTable,
  trafficTable,
} from './overhead-tables.ts';
import type { BenchOptions, BenchResult } from './part.ts';
import { postsAskedFor, scrollWhile, settle, untilPosts } from './scroll.ts';

/** About as fast as the page can: the list is drawn 16 ms after a step. */
const FAST_PAUSE_MS = 17;
/** As somebody who looks for something: a screen each second. */
const READING_PAUSE_MS = 1_000;

const FULL = { pairs: 3, posts: 2_000, readingMs: 60_000, fastPosts: 600 };
const QUICK = { pairs: 1, posts: 400, readingMs: 10_000, fastPosts: 200 };

/** The content script's time at one pace of scrolling. */
export interface Pace extends ContentScriptTime {
  pace: 'fast' | 'reading';
  durationS: number;
  posts: number;
}

export interface Pair {
  without: MainThreadCost;
  with: MainThreadCost;
}

export interface Traffic extends Pick<BackgroundTraffic, 'wakes' | 'isAsleep'> {
  /** While somebody read in real time. */
  readingS: number;
  messages: number;
  /** In an hour of the page's clock. */
  messagesAnHour: number;
  wakesAnHour: number;
}

export interface OverheadFigures {
  browser: string;
  posts: number;
  pairs: Pair[];
  paces: Pace[];
  heaps: { without: Heap[]; with: Heap[] };
  traffic: Traffic;
  bundles: BundleSize[];
}

/** What the extension costs a page of X and the browser, in Chromium, on a healthy day of the fake X. */
export async function measureOverhead({ isQuick, tell }: BenchOptions): Promise<BenchResult> {
  const size = isQuick ? QUICK : FULL;
  const pairs: Pair[] = [];
  for (let pair = 1; pair <= size.pairs; pair += 1) {
    tell(`overhead: pair ${pair} of ${size.pairs}, scrolling through ${size.posts} posts twice …`);
    pairs.push(await scrollPair(size.posts, pair % 2 === 0));
  }
  tell('overhead: tracing the content script …');
  const { browser, paces, reading } = await tracePaces(size);
  tell('overhead: letting an hour pass, without and with the extension …');
  const { heaps: heapsWithout } = await passAnHour(false);
  const hour = await passAnHour(true);
  const figures: OverheadFigures = {
    browser,
    posts: size.posts,
    pairs,
    paces,
    heaps: { without: heapsWithout, with: hour.heaps },
    traffic: {
      ...{ readingS: size.readingMs / 1000, wakes: reading.wakes, isAsleep: reading.isAsleep },
      messages: reading.messagesAtMs.length,
      messagesAnHour: hour.messagesAtMs.length,
      wakesAnHour: wakesBy(hour.messagesAtMs),
    },
    bundles: await bundleSizes(extensionDir),
  };
  const tables = [
    mainThreadTable(figures),
    contentScriptTable(figures),
    heapTable(figures),
    trafficTable(figures),
    bundleTable(figures),
  ];
  return { tables, figures: { ...figures } };
}

async function inSession<T>(isInstalled: boolean, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await Session.start('healthy', { engine: 'chromium', headless: true, isInstalled });
  try {
    return await use(session);
  } finally {
    await session.end();
  }
}

/** The second run of a pair may meet a warmer machine: every other pair is taken the other way round. */
async function scrollPair(posts: number, isExtensionFirst: boolean): Promise<Pair> {
  const first = await scrollCost(isExtensionFirst, posts);
  const second = await scrollCost(!isExtensionFirst, posts);
  return isExtensionFirst ? { with: first, without: second } : { without: first, with: second };
}

const scrollCost = (isInstalled: boolean, posts: number): Promise<MainThreadCost> =>
  inSession(isInstalled, async (session) => {
    const page = await session.openX('/home');
    await settle(page);
    return costOf(page, () => scrollWhile(page, FAST_PAUSE_MS, () => untilPosts(session.x, posts)));
  });

/** First at a reader's pace, so that the background is seen to sleep, then fast. */
const tracePaces = (size: { readingMs: number; fastPosts: number }) =>
  inSession(true, async (session) => {
    const { x, harness } = session;
    const traffic = await countTraffic(harness.browser, await session.popup());
    const page = await session.openX('/home');
    await settle(page);
    const trace = async (pace: Pace['pace'], pauseMs: number, wait: () => Promise<void>): Promise<Pace> => {
      const [postsBefore, startMs] = [postsAskedFor(x), performance.now()];
      const time = await traceContentScript(page, () => scrollWhile(page, pauseMs, wait));
      const durationS = (performance.now() - startMs) / 1000;
      return { pace, durationS, posts: postsAskedFor(x) - postsBefore, ...time };
    };
    const slow = await trace('reading', READING_PAUSE_MS, () => sleep(size.readingMs));
    const reading = await traffic();
    const fast = await trace('fast', FAST_PAUSE_MS, () => untilPosts(x, size.fastPosts));
    return { browser: await harness.browser.version(), paces: [fast, slow], reading };
  });

const passAnHour = (isInstalled: boolean) =>
  inSession(isInstalled, async (session) => {
    const traffic = isInstalled
      ? await countTraffic(session.harness.browser, await session.popup())
      : undefined;
    const page = await session.openX('/home');
    await settle(page);
    const heaps = await heapsOverAnHour(page);
    return { heaps, messagesAtMs: (await traffic?.())?.messagesAtMs ?? [] };
  });
