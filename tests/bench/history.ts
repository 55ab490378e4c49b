import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import type { readRecord } from '../../lib/record/record.ts';
import { SLOT_MS, slotStartOf } from '../../lib/timeline/slot.ts';
import { Session } from '../e2e/support/session.ts';
import type { BenchPart } from './part.ts';
import { spreadOf } from './spread.ts';

const DAY_MS = 86_400_000;
/** Ninety days of somebody who never sleeps. */
const HISTORY = { days: 90, slots: 25_920, changes: 6_000, failures: 2_000, incidents: 400, places: 2_000 };
const MOST_INCIDENTS = 5;

type Recording = typeof globalThis & {
  record: { readRecord: typeof readRecord };
  contentAtMs?: number;
};

/** How soon the popup has what it shows, with ninety days of heavy use on record. */
export const measureHistory: BenchPart = async ({ isQuick, tell }) => {
  const rounds = isQuick ? 5 : 25;
  const session = await Session.start('healthy', { engine: 'chromium' });
  try {
    const page = await session.harness.open('popup.html');
    await page.waitForSelector('main[data-verdict]');
    tell('history: ninety days …');
    await page.evaluate(fillHistory, { ...HISTORY, slotMs: SLOT_MS, nowMs: slotStartOf(Date.now()) });
    await page.evaluateOnNewDocument(timeContent);
    const reader = await bundle('lib/record/record.ts');

    const figures = { opening: [], reading: [], firstPaint: [], content: [] } as Record<string, number[]>;
    for (let round = 0; round < rounds; round += 1) {
      await page.reload();
      await page.waitForFunction(() => (globalThis as Recording).contentAtMs !== undefined);
      const { content, firstPaint } = await page.evaluate(paintTimes);
      figures.content?.push(content);
      figures.firstPaint?.push(firstPaint);
      await page.evaluate(reader);
      figures.opening?.push(await timeReading(page));
      figures.reading?.push(await timeReading(page));
    }
    const row = (title: string, values: number[] = []): [string, ...string[]] => {
      const { min, median, max } = spreadOf(values);
      return [title, ...[min, median, max].map((ms) => ms.toFixed(1))];
    };
    return {
      tables: [
        {
          title: 'Popup with 90 days of history, in ms',
          columns: ['min', 'median', 'max'],
          rows: [
            row('reading the record, database opened for it', figures.opening),
            row('reading the record again', figures.reading),
            row('first contentful paint', figures.firstPaint),
            row('verdict in the page', figures.content),
          ],
          notes: [
            `${HISTORY.slots} slots, ${HISTORY.changes} changes, ${HISTORY.incidents} incidents; ${rounds} rounds.`,
            'Paint and verdict count from the start of the page’s navigation, in a tab.',
          ],
        },
      ],
      figures: { history: HISTORY, ...figures },
    };
  } finally {
    await session.end();
  }
};

/** The module as one script that names its exports `record`, for a page that has nothing of it. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'record' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} makes no script`);
  return `${chunk.code}\nglobalThis.record = record;`;
}

/** What the popup reads: a day of slots, and the last incidents. */
const timeReading = (page: Page): Promise<number> =>
  page.evaluate(
    async (mostIncidents, dayMs) => {
      const toMs = Date.now();
      const beganAtMs = performance.now();
      const { slots, incidents } = await (globalThis as Recording).record.readRecord(mostIncidents, {
        fromMs: toMs - dayMs,
        toMs,
      });
      const tookMs = performance.now() - beganAtMs;
      if (slots.length < 280 || incidents.length < mostIncidents) throw new Error('the history is not there');
      return tookMs;
    },
    MOST_INCIDENTS,
    DAY_MS,
  );

/** Runs in the page before its own scripts. */
function timeContent() {
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector('main[data-verdict]')?.textContent) return;
    (globalThis as Recording).contentAtMs = performance.now();
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page. */
async function paintTimes(): Promise<{ content: number; firstPaint: number }> {
  const firstPaint = await new Promise<number>((done) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('first-contentful-paint')) done(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  return { content: (globalThis as Recording).contentAtMs ?? Number.NaN, firstPaint };
}

/** Runs in the page, with nothing of ours: rows as the record writes them. */
async function fillHistory(sizes: typeof HISTORY & { slotMs: number; nowMs: number }) {
  const { nowMs, slotMs } = sizes;
  const db = await new Promise<IDBDatabase>((done, fail) => {
    const opening = indexedDB.open('feed-canary');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const names = ['slots', 'changes', 'failures', 'incidents', 'places'];
  const tx = db.transaction(names, 'readwrite');
  const spanMs = sizes.days * 86_400_000;
  const spread = (count: number, put: (atMs: number, index: number) => void) => {
    for (let index = 0; index < count; index += 1) put(nowMs - Math.round((spanMs * index) / count), index);
  };
  const store = (name: string) => tx.objectStore(name);
  for (let index = 0; index < sizes.slots; index += 1) {
    const seenMs = index % 50 === 0 ? { working: 100_000, outage: 150_000 } : { working: 250_000 };
    store('slots').put({ startMs: nowMs - index * slotMs, seenMs, failedLoads: index % 50 === 0 ? 1 : 0 });
  }
  spread(sizes.changes, (atMs, index) =>
    store('changes').put({
      atMs,
      verdict: index % 2 ? 'working' : 'outage',
      parts: index % 2 ? [] : ['home-for-you'],
    }),
  );
  spread(sizes.failures, (atMs) => store('failures').put({ atMs, failure: 'timeout' }));
  spread(sizes.incidents, (startMs) =>
    store('incidents').put({
      ...{ verdict: 'outage', startMs, lastSeenMs: startMs + 60_000, endMs: startMs + 90_000 },
      ...{ ending: 'recovered', witnesses: ['sighting', 'persistence'] },
      sights: [{ part: 'home-for-you', symptom: 'empty-feed' }],
    }),
  );
  spread(sizes.places, (lastPostsAtMs, index) =>
    store('places').put({ place: index.toString(16).padStart(16, '0'), lastPostsAtMs }),
  );
  await new Promise<void>((done, fail) => {
    tx.oncomplete = () => done();
    tx.onabort = () => fail(tx.error);
  });
  db.close();
}
