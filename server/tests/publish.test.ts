import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../lib/crowd/cells.ts';
import { slotAt, slotOfMinute } from '../../lib/crowd/slot.ts';
import { directSampling } from '../src/count/sampling.ts';
import { nextSnapshot } from '../src/publish/next-snapshot.ts';
import type { PublisherOptions } from '../src/publish/publisher.ts';
import { Publisher } from '../src/publish/publisher.ts';
import type { HistoryPoint, Snapshot, Status } from '../src/publish/snapshot.ts';
import { devicesAtLeast, groupCells } from '../src/publish/suppress.ts';
import type { AdmittedReport, Store } from '../src/store/store.ts';
import { collectorForTest } from './support/collector.ts';
import { admitted, cell, MINUTE_MS, NOON_MINUTE, NOON_MS, reportBytes } from './support/reports.ts';
import { describeStores } from './support/stores.ts';

/** Devices whose reports are of one minute. */
interface Crowd {
  problem: number;
  ok: number;
}

const PLACES = ['IN', 'BR', 'US'];

/** What a crowd sends when it follows the rates it is told. */
function reportsAt(minute: number, { problem, ok }: Crowd, okRate: number): AdmittedReport[] {
  const make = (n: number, change: Partial<AdmittedReport>) =>
    Array.from({ length: Math.round(n) }, (_, index) =>
      admitted({
        minute,
        slot: slotOfMinute(minute),
        cell: cell(PLACES[index % PLACES.length] ?? '001'),
        ...change,
      }),
    );
  return [
    ...make(problem * (1 - okRate), {}),
    ...make(problem * okRate, { isPanel: true }),
    ...make(ok * okRate, { isPanel: true, symptom: 0 }),
  ];
}

/** Lets time pass minute by minute: reports come in, and a snapshot is published. */
async function play(
  store: Store,
  options: { fromMinute: number; minutes: number; crowdAt: (minute: number) => Crowd },
): Promise<Snapshot[]> {
  const clock = { nowMs: options.fromMinute * MINUTE_MS };
  const publisher = new Publisher(publisherOptions(store, clock));
  const snapshots: Snapshot[] = [await publisher.update()];
  for (let minute = options.fromMinute; minute < options.fromMinute + options.minutes; minute += 1) {
    const okRate = snapshots.at(-1)?.status.sampling.ok ?? 0;
    const reports = reportsAt(minute, options.crowdAt(minute), okRate);
    if (reports.length > 0) await store.commit(reports);
    clock.nowMs = (minute + 1) * MINUTE_MS;
    snapshots.push(await publisher.update());
  }
  return snapshots.slice(1);
}

/** As if a collector had been up. */
async function watch(store: Store, fromMinute: number, minutes: number): Promise<void> {
  for (let i = 0; i < minutes; i += 1) {
    const minute = fromMinute + i;
    await store.saveSnapshot(i, {
      body: '',
      slot: slotOfMinute(minute),
      rates: { ok: 1, problem: 1 },
      minute,
      incidents: [],
    });
  }
}

const publisherOptions = (store: Store, clock: { nowMs: number }): PublisherOptions => ({
  store,
  now: () => clock.nowMs,
  everyMs: 5000,
  maxReportsPerSecond: 2000,
});

const statusesOf = (snapshots: Snapshot[]) => snapshots.map(({ status }) => status.status);

describeStores('publishing', (kind) => {
  it('tells a story of calm, outage and recovery, by shares of the panel', async () => {
    const store = await (await kind.place()).open();
    const [start, end] = [NOON_MINUTE + 60, NOON_MINUTE + 90];
    const snapshots = await play(store, {
      fromMinute: NOON_MINUTE,
      minutes: 150,
      // Most who are there meet it at once, the others as they come; each tells once a slot.
      crowdAt: (minute) => {
        if (minute < start || minute >= end) return { problem: 0.6, ok: 480 };
        return { problem: (minute - start) % 15 < 3 ? 800 : 50, ok: 280 };
      },
    });
    const at = (minute: number) => snapshots[minute - NOON_MINUTE]?.status as Status;
    // Until a whole slot of the panel is in, nobody knows.
    expect(at(NOON_MINUTE + 20).status).toBe('no-data');
    expect(at(start - 1)).toMatchObject({
      status: 'calm',
      share: 0,
      incident: null,
      windowMinutes: 15,
    });
    // A panel of a hundred stands for the 7,200 who are well.
    expect(Math.abs((at(start - 1).ok ?? 0) / 7200 - 1)).toBeLessThan(0.1);
    // A minute is judged when it is over.
    const detected = statusesOf(snapshots).indexOf('outage') + NOON_MINUTE + 1;
    expect(detected - start).toBeLessThanOrEqual(4);
    expect(at(end - 1)).toMatchObject({ status: 'outage', symptoms: [{ symptom: 'empty-feed' }] });
    expect(at(end - 1).shareLow).toBeGreaterThan(0.2);
    expect(at(end - 1).sampling.ok).toBe(1 / 4);
    const { status, incidents, history } = snapshots.at(-1) as Snapshot;
    expect(status).toMatchObject({ status: 'calm', incident: null });
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({
      start: new Date(start * MINUTE_MS).toISOString(),
      detected: new Date(detected * MINUTE_MS).toISOString(),
      end: expect.any(String),
      symptoms: ['empty-feed'],
    });
    expect(at(end - 1).incident).toBe(incidents[0]?.id);
    const slotOfOutage = history['24h'].find(({ start: iso }) => Date.parse(iso) === start * MINUTE_MS);
    expect(slotOfOutage).toMatchObject({ isProvisional: false, isGap: false });
    expect(slotOfOutage?.share).toBeCloseTo(3000 / (3000 + 15 * 280), 1);
    expect(slotOfOutage?.problem).toBe(3000);
    await store.close();
  });

  it('rolls hours up, and finds what is expected in them', async () => {
    const store = await (await kind.place()).open();
    const hour = NOON_MINUTE / 60;
    await watch(store, NOON_MINUTE, 25 * 60);
    for (let minute = NOON_MINUTE; minute < NOON_MINUTE + 25 * 60; minute += 10)
      await store.commit(reportsAt(minute, { problem: 8, ok: 0 }, 0));
    const [snapshot] = await play(store, {
      fromMinute: NOON_MINUTE + 25 * 60 + 30,
      minutes: 1,
      crowdAt: () => ({ problem: 1, ok: 0 }),
    });
    expect(await store.nextHour()).toBe(hour + 25);
    expect((await store.hourSums(hour, hour + 26)).map(({ n }) => n)).toEqual(Array(25).fill(48));
    // Forty-eight an hour are twelve in a window.
    expect(snapshot?.status).toMatchObject({ status: 'calm', expected: 12 });
    const shown = (points: HistoryPoint[] = []) => points.filter(({ problem }) => problem !== null);
    expect(shown(snapshot?.history['7d']).map(({ problem }) => problem)).toEqual(Array(25).fill(50));
    expect(snapshot?.history['7d'].filter(({ isGap }) => !isGap)).toHaveLength(26);
    await store.close();
  });

  it('is the same from every collector on one store, and goes on where another has stopped', async () => {
    const place = await kind.place();
    const clock = { nowMs: NOON_MS };
    const [a, b] = await Promise.all([place.open(), place.open()]);
    const [first, second] = [
      await collectorForTest({ store: a, clock }),
      await collectorForTest({ store: b, clock }),
    ];
    for (let i = 0; i < 30; i += 1) await (i % 2 ? first : second).post(reportBytes({ symptom: 'partial' }));
    const body = async (collector: typeof first, path: string) => (await collector.get(path)).text();
    let previous = '';
    for (let round = 0; round < 3; round += 1) {
      clock.nowMs += MINUTE_MS;
      const expected = new Date(clock.nowMs).toISOString();
      await expect
        .poll(async () => (JSON.parse(await body(first, '/v1/status')) as Status).updatedAt)
        .toBe(expected);
      await expect
        .poll(async () => (JSON.parse(await body(second, '/v1/status')) as Status).updatedAt)
        .toBe(expected);
      for (const path of ['/v1/status', '/v1/history', '/v1/incidents']) {
        const mine = await first.get(path);
        const theirs = await second.get(path);
        expect(mine.headers.get('etag')).toBe(theirs.headers.get('etag'));
        expect(await mine.text()).toBe(await theirs.text());
      }
      previous = await body(first, '/v1/status');
    }
    expect(JSON.parse(previous)).toMatchObject({ problem: 30, symptoms: [{ symptom: 'partial', n: 30 }] });
    await first.close();
    clock.nowMs += MINUTE_MS;
    await expect.poll(async () => body(second, '/v1/status')).not.toBe(previous);
  });
});

describe('the published JSON', () => {
  it('is answered with 304 to whoever has it, and may be cached', async () => {
    const { get } = await collectorForTest();
    const first = await get('/v1/status');
    expect(first.headers.get('cache-control')).toMatch(
      /^public, max-age=15, .*stale-while-revalidate=60, stale-if-error=600$/,
    );
    const etag = first.headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get('/v1/status', { 'if-none-match': known });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect((await get('/v1/status', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('says that reports are not signed', async () => {
    const { get } = await collectorForTest();
    expect(await (await get('/v1/status')).json()).toMatchObject({
      status: 'no-data',
      problem: null,
      mode: 'development',
      sampling: { ok: 1 / 96, problem: 1, slot: slotAt(NOON_MS) },
      keys: {},
    });
  });

  it('has a day, a week and a quarter of history, and nothing else', async () => {
    const { get } = await collectorForTest();
    for (const [window, points] of Object.entries({ '24h': 96, '7d': 168, '90d': 90 })) {
      const body = (await (await get(`/v1/history?window=${window}`)).json()) as { points: HistoryPoint[] };
      expect(body.points).toHaveLength(points);
      expect(body.points.slice(0, -1).every(({ isGap }) => isGap)).toBe(true);
    }
    for (const query of ['window=1y', 'window=24h&page=2'])
      expect((await get(`/v1/history?${query}`)).status).toBe(400);
  });

  it('is described, with every address that answers', async () => {
    const { get } = await collectorForTest();
    const { paths } = (await (await get('/openapi.json')).json()) as { paths: Record<string, object> };
    expect(Object.keys(paths).toSorted()).toEqual([
      '/',
      '/healthz',
      '/metrics',
      '/readyz',
      '/v1/badge.svg',
      '/v1/data',
      '/v1/data/{file}',
      '/v1/history',
      '/v1/incidents',
      '/v1/incidents.atom',
      '/v1/reports',
      '/v1/status',
    ]);
  });

  it('answers other addresses and methods with a problem document', async () => {
    const { get, url } = await collectorForTest();
    expect((await get('/v2')).status).toBe(404);
    const wrong = await fetch(`${url}/v1/status`, { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(wrong.headers.get('content-type')).toMatch(/problem\+json/);
  });

  it('stays as it was while the store fails, and the collector says it is not ready', async () => {
    const { get, store, clock, log } = await collectorForTest();
    const before = await (await get('/v1/status')).text();
    expect((await get('/readyz')).status).toBe(200);
    store.snapshot = () => Promise.reject(new Error('gone'));
    clock.nowMs += 2 * MINUTE_MS;
    await sleep(60);
    expect(await (await get('/v1/status')).text()).toBe(before);
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
    expect(log).toContainEqual(expect.objectContaining({ event: 'publishing failed' }));
  });
});

describe('the next snapshot', () => {
  it('goes on with an incident on record when what was remembered of it is lost, and ends it when it is clear', () => {
    const open = {
      id: NOON_MINUTE - 30,
      startMinute: NOON_MINUTE - 32,
      detectedMinute: NOON_MINUTE - 30,
      peakProblem: 100,
      peakMinute: NOON_MINUTE - 20,
      symptoms: ['empty-feed'],
      cells: ['IN'],
    };
    const next = (memory: Snapshot['memory'] | undefined, minutes: number) =>
      nextSnapshot(memory, {
        nowMs: NOON_MS + minutes * MINUTE_MS,
        counts: [],
        rates: new Map(),
        baseline: { hour: NOON_MINUTE / 60, nextHour: NOON_MINUTE / 60, cells: {}, hours: {} },
        history: { '24h': [], '7d': [], '90d': [] },
        incidents: [open],
        maxReportsPerSecond: 2000,
      });
    const first = next(undefined, 0).snapshot;
    expect(first.status).toMatchObject({ status: 'outage', incident: expect.any(String) });
    const { changed, snapshot } = next(first.memory, 10);
    expect(changed).toMatchObject({ id: open.id, endMinute: NOON_MINUTE - 5 });
    expect(snapshot.incidents[0]?.end).not.toBeNull();
  });

  it('misses nobody in trouble while a slot begins, in which all of them speak up again', () => {
    /** A fourth of them is in the panel. */
    const heard = (minute: number, symptom: number, n: number) =>
      [true, false].map((isPanel) => ({
        ...admitted({ minute: NOON_MINUTE + minute, symptom, isPanel }),
        n: n * (isPanel ? 1 / 4 : 3 / 4),
      }));
    const next = (memory: Snapshot['memory'] | undefined, minutes: number, again: number) =>
      nextSnapshot(memory, {
        nowMs: NOON_MS + minutes * MINUTE_MS,
        counts: [
          [-20, 0, 400],
          [-15, 2, 160],
          [-14, 2, 40],
          [0, 2, again],
        ].flatMap(([minute = 0, symptom = 0, n = 0]) => heard(minute, symptom, n)),
        rates: new Map([0, 1, 2].map((slots) => [slotAt(NOON_MS) - slots, { ok: 1 / 4, problem: 1 }])),
        baseline: { hour: 0, nextHour: 0, cells: {}, hours: {} },
        history: { '24h': [], '7d': [], '90d': [] },
        incidents: [],
        maxReportsPerSecond: 2000,
      }).snapshot;
    const before = next(next(undefined, -2, 0).memory, -1, 0);
    expect(before.status).toMatchObject({ status: 'elevated', problem: 200, share: 0.5 });
    for (const again of [0, 80])
      expect(next(before.memory, 0, again).status).toMatchObject({ problem: 200, share: 0.5 });
    expect(next(before.memory, 0, 180).status).toMatchObject({ problem: 220, share: 0.55 });
    expect(next(before.memory, 1, 160).status).toMatchObject({ problem: 200, share: 0.5 });
    expect(next(before.memory, 2, 160).status).toMatchObject({ problem: 160, share: 0.4 });
  });
});

describe('suppression', () => {
  const groups = (reports: Record<string, number>) =>
    groupCells(new Map(Object.entries(reports).map(([code, n]) => [cell(code), n]))).map((group) => [
      CELLS[group.cell]?.code,
      ...group.members.map((member) => CELLS[member]?.code).toSorted(),
    ]);

  it('counts devices, not reports: one may speak in every slot', () => {
    const three = { cell: cell('DK'), symptom: 1, isPanel: false, tier: 1, n: 3 } as const;
    const slots = [0, 1, 2, 3].map((slot) => ({ ...three, minute: NOON_MINUTE + 15 * slot }));
    expect(devicesAtLeast(slots)).toBe(3);
    expect(devicesAtLeast([...slots, { ...three, minute: NOON_MINUTE + 1, n: 4 }])).toBe(7);
    expect(devicesAtLeast([])).toBe(0);
  });

  it('shows a country from ten devices on', () => {
    expect(groups({ IN: 10, BR: 9 })).toEqual([['IN', 'IN']]);
  });

  it('shows small countries as their region, where that is large enough', () => {
    expect(groups({ IN: 50, PK: 6, BD: 5 })).toEqual([
      ['034', 'BD', 'PK'],
      ['IN', 'IN'],
    ]);
  });

  it('does not show what is left of the world: it would follow from the total', () => {
    expect(groups({ IN: 50, BR: 9, '001': 40 })).toEqual([['IN', 'IN']]);
  });
});

describe('sampling', () => {
  it('goes by the last slot whose reports are all in: those of the one before now are still to come', () => {
    const slot = slotAt(NOON_MS);
    const panel = (minutesAgo: number, n: number) => ({
      ...admitted({ minute: NOON_MINUTE - minutesAgo, symptom: 0, isPanel: true }),
      n,
    });
    const okRate = (counts: ReturnType<typeof panel>[]) =>
      nextSnapshot(undefined, {
        nowMs: NOON_MS,
        counts,
        rates: new Map([1, 2].map((ago) => [slot - ago, { ok: 1 / 96, problem: 1 }])),
        baseline: { hour: 0, nextHour: 0, cells: {}, hours: {} },
        history: { '24h': [], '7d': [], '90d': [] },
        incidents: [],
        maxReportsPerSecond: 2000,
      }).snapshot.status.sampling.ok;
    expect(okRate([panel(20, 25)])).toBeCloseTo(100 / (25 * 96));
    expect(okRate([panel(20, 25), panel(1, 3)])).toBeCloseTo(100 / (25 * 96));
  });

  it('asks for more of the healthy when there may be trouble', () => {
    expect(directSampling(false, 0, 2000)).toEqual({ ok: 1 / 96, problem: 1 });
    expect(directSampling(true, 0, 2000)).toEqual({ ok: 1 / 4, problem: 1 });
  });

  it('asks more of few devices than of many, once an hour at most, and of very many always the same number', () => {
    const okRate = (inUse: number) => directSampling(false, inUse, 2000).ok;
    expect([100, 400, 1000, 9600, 1e6].map(okRate)).toEqual([1 / 4, 1 / 4, 1 / 10, 1 / 96, 1 / 96]);
    expect([1e7, 1e8].map((inUse) => okRate(inUse) * inUse)).toEqual([20_000, 20_000]);
  });

  it('keeps the reports of a slot under the ceiling, whatever part of the devices gets into trouble in it', () => {
    for (const inUse of [1e4, 1e6, 1e8])
      for (const isAlert of [false, true])
        for (const trouble of [0, 0.5, 1]) {
          const { ok, problem } = directSampling(isAlert, inUse, 1000);
          const reports = inUse * (ok + trouble * (1 - ok) * problem);
          expect(reports).toBeLessThanOrEqual(1000 * 900);
        }
  });
});
