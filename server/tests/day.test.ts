import { expect, it } from 'vitest';
import { slotOfMinute } from '../../lib/crowd/slot.ts';
import type { HistoryPoint, PublishedIncident } from '../src/publish/snapshot.ts';
import { roundCount } from '../src/publish/suppress.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { collectorForTest, type TestCollector } from './support/collector.ts';
import { cell, MINUTE_MS } from './support/reports.ts';
import { type Sent, SimulatedCrowd } from './support/simulated-crowd.ts';

const DAY_START_MS = Date.UTC(2026, 10, 18);
const DAY_START = DAY_START_MS / MINUTE_MS;
/** 05:16 to 06:44, as in the morning of 21 December 2023. */
const OUTAGE = {
  startMinute: DAY_START + 5 * 60 + 16,
  endMinute: DAY_START + 6 * 60 + 44,
  share: 0.4,
  symptom: 'empty-feed',
} as const;
/** Where nothing happens time passes in steps; reports must still come in before their slot closes. */
const LONG_STEP_MINUTES = 7;

/** As if a collector had been up, on a day like this one: without it nothing is known of what is usual. */
async function rememberDayBefore({ store }: TestCollector): Promise<void> {
  const first = DAY_START - 26 * 60;
  for (let minute = first; minute < DAY_START; minute += 1)
    await store.saveSnapshot(minute - first, {
      body: '',
      slot: slotOfMinute(minute),
      rates: { ok: 1 / 96, problem: 1 },
      minute,
      incidents: [],
    });
  for (let hour = first / 60; hour < DAY_START / 60; hour += 1)
    await store.saveHour(hour, [
      { hour, cell: cell('US'), symptom: 5, tier: 1, isPanel: false, n: 60, devices: 60 },
      { hour, cell: cell('US'), symptom: 0, tier: 1, isPanel: true, n: 124, devices: 11_904 },
    ]);
}

const textOf = async (collector: TestCollector, path: string) => (await collector.get(path)).text();
const jsonOf = async <T>(collector: TestCollector, path: string) =>
  (await (await collector.get(path)).json()) as T;

const sum = (sent: Sent[]) => sent.reduce((total, { devices }) => total + devices, 0);
const isTrouble = ({ symptom }: Sent) => symptom !== 'ok';

it('tells the same of a day with an outage everywhere, and what was sent', { timeout: 300_000 }, async () => {
  const clock = { nowMs: DAY_START_MS - 30_000 };
  const collector = await collectorForTest({
    store: openSqliteStore(':memory:'), // what survives a power cut is not the question here
    clock,
    environment: { REPORTS_PER_NETWORK_PER_MINUTE: '1000000000', PUBLIC_URL: 'https://status.example.org' },
  });
  await rememberDayBefore(collector);
  const crowd = new SimulatedCrowd(collector, OUTAGE);
  const passTo = async (minute: number, stepMinutes: number) => {
    for (let at = Math.ceil(clock.nowMs / MINUTE_MS); at <= minute; at += stepMinutes) await crowd.passTo(at);
  };

  await passTo(OUTAGE.startMinute - 4, LONG_STEP_MINUTES);
  const before = await crowd.status();
  expect(before).toMatchObject({ status: 'calm', incident: null, problem: 15, expected: 15 });
  expect(await textOf(collector, '/')).toContain('X is working');
  expect(await textOf(collector, '/v1/badge.svg')).toContain('working');

  // In the middle of it.
  await passTo(OUTAGE.startMinute + 8, 1);
  await passTo(OUTAGE.startMinute + 44, LONG_STEP_MINUTES);
  const during = await crowd.status();
  const [ongoing] = (await jsonOf<{ incidents: PublishedIncident[] }>(collector, '/v1/incidents')).incidents;
  expect(during).toMatchObject({ status: 'outage', incident: ongoing?.id });
  expect(during.shareLow).toBeLessThan(OUTAGE.share);
  expect(during.shareHigh).toBeGreaterThan(OUTAGE.share);
  expect(ongoing).toMatchObject({ end: null });
  expect(ongoing?.symptoms[0]).toBe(OUTAGE.symptom);
  const page = await textOf(collector, '/');
  expect(page).toContain('<title>X is down for many people');
  expect(page).toContain(`data-start="${ongoing?.start}"`);
  expect(await textOf(collector, '/v1/badge.svg')).toContain('aria-label="X (test): down"');
  expect(await textOf(collector, '/v1/incidents.atom')).toContain('<title>X is down</title>');

  // To the end of the day, and until its last reports are in.
  await passTo(OUTAGE.endMinute - 2, LONG_STEP_MINUTES);
  await passTo(OUTAGE.endMinute + 30, 1);
  await passTo(DAY_START + 24 * 60 + 20, LONG_STEP_MINUTES);
  expect(await crowd.status()).toMatchObject({ status: 'calm', incident: null });
  const { incidents } = await jsonOf<{ incidents: PublishedIncident[] }>(collector, '/v1/incidents');
  expect(incidents).toHaveLength(1);
  const [incident] = incidents as [PublishedIncident];
  const minutesOff = (iso: string | null, minute: number) => Date.parse(iso ?? '') / MINUTE_MS - minute;
  expect(Math.abs(minutesOff(incident.start, OUTAGE.startMinute))).toBeLessThanOrEqual(1);
  expect(minutesOff(incident.detected, OUTAGE.startMinute)).toBeLessThanOrEqual(5);
  // The window that is judged is a quarter of an hour long, so that much later it has forgotten the last trouble.
  expect(minutesOff(incident.end, OUTAGE.endMinute)).toBeGreaterThanOrEqual(0);
  expect(minutesOff(incident.end, OUTAGE.endMinute)).toBeLessThanOrEqual(15);
  expect(incident.cells.toSorted()).toEqual(['GB', 'IN', 'US']);

  // The history is what was sent, rounded.
  const { points } = await jsonOf<{ points: HistoryPoint[] }>(collector, '/v1/history?window=24h');
  const closed = points.filter(({ isProvisional }) => !isProvisional);
  expect(closed.length).toBeGreaterThan(90);
  for (const point of closed) {
    const own = crowd.sent.filter(({ slot }) => slot === slotOfMinute(Date.parse(point.start) / MINUTE_MS));
    expect(point).toMatchObject({
      problem: roundCount(sum(own.filter(isTrouble))),
      ok: roundCount(sum(own.filter((sent) => !isTrouble(sent)))),
    });
  }

  // The page says the same as the history and the incidents,
  const later = await textOf(collector, '/');
  const rows = [...later.matchAll(/<tr><th><time datetime="([^"]+)">[^<]*<\/time><\/th><td>([\d,]+)/g)];
  const shown = Object.fromEntries(
    rows.map(([, start, problem]) => [start, Number(problem?.replace(',', ''))]),
  );
  for (const { start, problem } of closed) expect(shown[start.replace(':00.000', '')]).toBe(problem);
  expect(later).toContain(`data-start="${incident.start}" data-end="${incident.end}"`);
  expect(later).toContain(`At its worst ${incident.peak.problem.toLocaleString('en')} browsers saw trouble`);
  // and so does the feed.
  const feed = await textOf(collector, '/v1/incidents.atom');
  expect(feed).toContain(`tag:status.example.org,2026:outage/${incident.id}`);
  expect(feed).toContain(`<published>${incident.detected}</published>\n<updated>${incident.end}</updated>`);

  // The open data hold what was sent, by hour and place; and nothing of the seven in Denmark.
  const csv = await textOf(collector, '/v1/data/2026-11-18.csv');
  const [columns = [], ...records] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const record = (hour: number, code: string) => {
    const at = new Date(DAY_START_MS + hour * 60 * MINUTE_MS).toISOString();
    const values = records.find(([start, place]) => start === at && place === code);
    return values && Object.fromEntries(columns.map((name, index) => [name, values[index]]));
  };
  for (const [hour, place] of [
    [5, 'US'],
    [5, 'IN'],
    [6, 'GB'],
    [12, '001'],
  ] as const) {
    const own = crowd.sent.filter(
      (sent) =>
        (place === '001' || sent.place === place) && Math.floor((sent.slot * 15 - DAY_START) / 60) === hour,
    );
    expect(record(hour, place)).toMatchObject({
      problem: String(roundCount(sum(own.filter(isTrouble)))),
      ok: String(roundCount(sum(own.filter((sent) => !isTrouble(sent))))),
    });
  }
  expect(records.map(([, place]) => place)).not.toContain('DK');
  expect(await jsonOf(collector, '/v1/data')).toMatchObject({
    licence: 'CC0-1.0',
    days: expect.arrayContaining(['/v1/data/2026-11-18.csv']),
  });
});
