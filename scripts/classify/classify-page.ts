import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Evidence, PageStretch } from '../../lib/detect/evidence.ts';
import { type Judgement, judge } from '../../lib/detect/judge.ts';
import { Session } from '../../tests/e2e/support/session.ts';
import type { Scenario } from '../../tests/fake-x/scenario.ts';
import { findScenario } from '../../tests/fake-x/scenarios/index.ts';
import { poll } from '../browser/poll.ts';
import { healthyTwinOf } from './healthy-twin.ts';
import { lastShown, type Shown, startVerdictLog } from './verdict-log.ts';

export interface PageOrder {
  html: string;
  path: string;
  isSeenBefore: boolean;
  lookMs: number;
}

/** What the extension makes of a page. */
export interface Classification {
  /** As the content script reported last; null when it reported nothing. */
  surface: string | null;
  state: string | null;
  verdict: string;
  symptoms: string[];
  witnesses: string[];
  /** From opening the page until the popup first showed the final verdict; 0 when it never said anything else. */
  ms: number;
}

type Warn = (line: string) => void;

/** A look is timed from the content script's second one on; then a report goes to the record and to the popup. */
const LOOK_OVERHEAD_MS = 2_000;

/** Scripts of X's are not to be had: a saved page stays what it is, and the fake's own app does not take it over. */
const savedPages: Scenario = {
  ...findScenario('healthy'),
  name: 'saved-pages',
  title: 'Saved pages',
  phases: [{ name: 'saved', scripts: 'missing', operations: {} }],
};

/**
 * Opens one page in a browser of its own, so that neither record nor cookies nor a crash pass from page to page.
 *
 * @throws Error when the page could not be looked at
 */
export async function classifyPage(order: PageOrder, warn: Warn): Promise<Classification> {
  const session = await Session.start('healthy', { engine: 'chromium', headless: true });
  try {
    session.x.play(savedPages);
    if (order.isSeenBefore) await seePostsFirst(session, order);
    return await look(session, order, warn);
  } finally {
    await session.end();
  }
}

/**
 * A reader who has seen posts in this place before: the page's healthy twin was open at the same path. Then the
 * evidence of the twin goes, as if that was long ago; what is left is the memory of the place.
 */
async function seePostsFirst(session: Session, { html, path }: PageOrder): Promise<void> {
  const popup = await session.popup();
  session.x.servePage(pathnameOf(path), await healthyTwinOf(html, popup));
  const twin = await session.openX(path);
  await session.until({ verdict: 'working' }, 20_000);
  await twin.close();
  await popup.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open('feed-canary');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    await new Promise<void>((done, fail) => {
      const deleting = db.transaction('evidence', 'readwrite');
      deleting.objectStore('evidence').clear();
      deleting.oncomplete = () => done();
      deleting.onerror = () => fail(deleting.error);
    });
    db.close();
  });
  await popup.reload();
}

async function look(session: Session, { html, path, isSeenBefore, lookMs }: PageOrder, warn: Warn) {
  const popup = await session.popup();
  await startVerdictLog(popup);
  session.x.servePage(pathnameOf(path), html);

  const page = await session.harness.browser.newPage();
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {})); // it would stop the page, and the look
  await page.bringToFront();
  const openedAtMs = Date.now();
  await page.goto(`https://x.com${path}`, { waitUntil: 'domcontentloaded' });
  const documentStartedAtMs = await startOf(page);
  await sleep(lookMs + LOOK_OVERHEAD_MS);
  if (documentStartedAtMs === undefined || (await startOf(page)) !== documentStartedAtMs)
    throw new Error('the page reloads itself or leads elsewhere: it was not looked at for long enough');

  const { shown, judgement, stretches } = await agreed(session, popup);
  const seen = newestOf(stretches.filter((s) => s.documentStartedAtMs === documentStartedAtMs));
  if (isSeenBefore && seen?.state === 'empty' && !seen.hasPostsElsewhen)
    warn('posts were shown in this place before, and are not expected all the same');
  if (shown.reason !== undefined) warn(`${shown.verdict} because: ${shown.reason}`);
  return {
    surface: seen?.surface ?? null,
    state: seen?.state ?? null,
    verdict: shown.verdict,
    symptoms: [...new Set(judgement.sights.map((sight) => sight.symptom))],
    witnesses: judgement.witnesses,
    ms: Math.max(0, shown.atMs - openedAtMs),
  };
}

/** What the popup says together with the evidence it says it on: both move on, so a pair that fits is waited for. */
async function agreed(
  session: Session,
  popup: Page,
): Promise<{ shown: Shown; judgement: Judgement; stretches: Evidence['stretches'] }> {
  return poll('the popup to say what the evidence says', async () => {
    const evidence = await session.evidence();
    const judgement = judge(evidence, Date.now());
    const shown = await lastShown(popup);
    const isAgreed = shown.verdict === judgement.verdict && shown.reason === judgement.reason;
    return isAgreed && { shown, judgement, stretches: evidence.stretches };
  });
}

/** When a page's document began to load, as the content script names it; undefined when it goes just as it is asked. */
const startOf = (page: Page): Promise<number | undefined> =>
  page
    .evaluate(() => Math.round(performance.timeOrigin))
    .catch((error: Error) => {
      if (!error.message.includes('context was destroyed')) throw error;
      return undefined;
    });

const newestOf = (stretches: PageStretch[]): PageStretch | undefined =>
  stretches.reduce<PageStretch | undefined>((a, b) => (a && a.stretch > b.stretch ? a : b), undefined);

const pathnameOf = (path: string): string => new URL(path, 'https://x.com').pathname;
