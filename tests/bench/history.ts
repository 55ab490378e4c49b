import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import type { readRecord } from '../../lib/record/record.ts';
import { SLOT_MS, slotStartOf } from '../../lib/timeline/slot.ts';
import { TEST_BUILDS } from '../../scripts/build/build-for-tests.ts';
import { Session } from '../e2e/support/session.ts';
import type { BenchPart } from './part.ts';
import { type Paint, type Paints, paintsOf, withBarePage } from './popup-paint.ts';
import { spreadOf } from './spread.ts';
import type { Table } from './table.ts';

const DAY_MS = 86_400_000;
/** Ninety days of somebody who never sleeps. */
const HISTORY = { days: 90, slots: 25_920, changes: 6_000, failures: 2_000, incidents: 400, places: 2_000 };
const MOST_INCIDENTS = 5;

type Recording = typeof globalThis & { record: { readRecord: typeof readRecord } };

/** How soon the popup has what it shows, with ninety days of heavy use on record. */
export const measureHistory: BenchPart = ({ isQuick, tell }) =>
  withBarePage(TEST_BUILDS.chromium, async (extensionDir) => {
    const session = await Session.start('healthy', { engine: 'chromium', extensionDir });
    try {
      const page = await session.harness.open('popup.html');
      await page.waitForSelector('main[data-verdict]');
      tell('history: ninety days …');
      await page.evaluate(fillHistory, { ...HISTORY, slotMs: SLOT_MS, nowMs: slotStartOf(Date.now()) });
      const reading = await timeReadings(page, isQuick ? 5 : 25);
      await page.close();
      tell('history: pressing the toolbar button …');
      const paints = await paintsOf(
        session,
        isQuick ? { running: 3, asleep: 2 } : { running: 20, asleep: 10 },
      );
      return {
        tables: [readingTable(reading), paintTable(paints)],
        figures: { history: HISTORY, reading, paints },
      };
    } finally {
      await session.end();
    }
  });

interface Readings {
  opening: number[];
  again: number[];
}

/** Each in a new document. */
async function timeReadings(page: Page, rounds: number): Promise<Readings> {
  const readings: Readings = { opening: [], again: [] };
  const reader = await bundle('lib/record/record.ts');
  for (let round = 0; round < rounds; round += 1) {
    await page.reload();
    await page.evaluate(reader);
    readings.opening.push(await timeReading(page));
    readings.again.push(await timeReading(page));
  }
  return readings;
}

const readingTable = ({ opening, again }: Readings): Table => ({
  title: 'Reading what the popup shows of 90 days of history, in ms',
  columns: ['min', 'median', 'max'],
  rows: [
    ['the database opened for it', ...figuresOf(opening)],
    ['again', ...figuresOf(again)],
  ],
  notes: [
    `${HISTORY.slots} slots, ${HISTORY.changes} changes, ${HISTORY.incidents} incidents; ${opening.length} rounds.`,
  ],
});

function paintTable(paints: Paints): Table {
  const row = (title: string, state: 'running' | 'asleep', since: keyof Paint): [string, ...string[]] => {
    const [popup, bare] = [paints[`${state} popup`], paints[`${state} bare`]].map((all) =>
      all.map((paint) => paint[since]),
    );
    const ratio = spreadOf(popup ?? []).median / spreadOf(bare ?? []).median;
    return [title, ...figuresOf(popup), ...figuresOf(bare), ratio.toFixed(2)];
  };
  return {
    title: 'The popup’s first paint with content, which is all of it, with 90 days of history, in ms',
    columns: ['min', 'median', 'max', 'bare: min', 'median', 'max', 'ratio'],
    rows: [
      row('since its navigation began, extension running', 'running', 'sinceNavigation'),
      row('since its navigation began, extension asleep', 'asleep', 'sinceNavigation'),
      row('since the button was pressed, extension running', 'running', 'sincePress'),
      row('since the button was pressed, extension asleep', 'asleep', 'sincePress'),
    ],
    notes: [
      `${paints['running popup'].length} rounds running, ${paints['asleep popup'].length} asleep: then a process has to start.`,
      'Bare: a page of the same extension that says one word, opened by the same button in turns with the popup.',
      'Ratio: of the medians, popup to bare. From press to navigation Chromium does the same for both.',
    ],
  };
}

function figuresOf(values: number[] = []): string[] {
  const { min, median, max } = spreadOf(values);
  return [min, median, max].map((ms) => ms.toFixed(1));
}

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
