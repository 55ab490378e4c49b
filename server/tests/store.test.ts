import { expect, it } from 'vitest';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Incident } from '../src/detect/incident.ts';
import { type AdmittedReport, keyOf, type NextSnapshot, type Store } from '../src/store/store.ts';
import { admitted, cell, NOON_MINUTE, NOON_MS } from './support/reports.ts';
import { describeStores } from './support/stores.ts';

const SLOT = slotAt(NOON_MS);
const INCIDENT: Incident = {
  id: NOON_MINUTE,
  startMinute: NOON_MINUTE - 5,
  detectedMinute: NOON_MINUTE,
  peakProblem: 120,
  peakMinute: NOON_MINUTE,
  symptoms: ['empty-feed'],
  cells: ['IN'],
};

const next = (changes: Partial<NextSnapshot> = {}): NextSnapshot => ({
  body: '{}',
  slot: SLOT,
  rates: { ok: 0.25, problem: 1 },
  minute: NOON_MINUTE,
  incidents: [],
  ...changes,
});

const total = async (store: Store) =>
  (await store.counts(0, NOON_MINUTE * 2)).reduce((sum, { n }) => sum + n, 0);

describeStores('a store', (kind) => {
  it('counts what is new, and names what was spent with what it was spent on', async () => {
    const store = await (await kind.place()).open();
    const [first, second] = [admitted({ payload: 7 }), admitted({ payload: 8 })];
    expect(await store.commit([first])).toEqual(new Map());
    expect(await store.commit([second, { ...first, payload: 9 }])).toEqual(new Map([[keyOf(first), 7]]));
    expect(await store.commit([second])).toEqual(new Map([[keyOf(second), 8]]));
    expect(await total(store)).toBe(2);
    await store.close();
  });

  it('takes the same nonce in another slot for another report', async () => {
    const store = await (await kind.place()).open();
    const report = admitted();
    await store.commit([report, { ...report, slot: SLOT + 1, minute: NOON_MINUTE + 15 }]);
    expect(await total(store)).toBe(2);
    await store.close();
  });

  it('counts by minute, cell, symptom, tier and panel, and gives the range that is asked for', async () => {
    const store = await (await kind.place()).open();
    const other: Partial<AdmittedReport>[] = [
      {},
      { cell: cell('BR') },
      { symptom: 3 },
      { tier: 0 },
      { isPanel: true },
      { minute: NOON_MINUTE + 1 },
    ];
    await store.commit(other.flatMap((changes) => [admitted(changes), admitted(changes)]));
    const rows = await store.counts(NOON_MINUTE, NOON_MINUTE + 1);
    expect(rows).toHaveLength(5);
    expect(rows.every(({ n }) => n === 2)).toBe(true);
    expect(rows).toContainEqual({
      minute: NOON_MINUTE,
      cell: cell('IN'),
      symptom: 2,
      tier: 1,
      isPanel: true,
      n: 2,
    });
    expect(await store.counts(NOON_MINUTE + 1, NOON_MINUTE + 9)).toHaveLength(1);
    await store.close();
  });

  it('counts exactly when two writers meet the same reports in another order', async () => {
    const place = await kind.place();
    const [a, b] = [await place.open(), await place.open()];
    const reports = Array.from({ length: 600 }, () => admitted());
    const batches = Array.from({ length: 12 }, (_, index) => reports.slice(index * 50, index * 50 + 100));
    await Promise.all([
      ...batches.map((batch) => a.commit(batch)),
      ...batches.toReversed().map((batch) => b.commit(batch.toReversed())),
    ]);
    expect(await total(a)).toBe(600);
    await Promise.all([a.close(), b.close()]);
  });

  it('still knows everything when it is opened again', async () => {
    const place = await kind.place();
    const store = await place.open();
    const report = admitted();
    await store.commit([report]);
    await store.saveSnapshot(0, next({ body: '{"a":1}', incidents: [INCIDENT] }));
    await store.close();
    const again = await place.open();
    expect(await again.commit([report])).toEqual(new Map([[keyOf(report), 1]]));
    expect(await again.snapshot(0)).toEqual({ version: 1, body: '{"a":1}' });
    expect(await again.incidents(NOON_MINUTE - 5)).toEqual([INCIDENT]);
    await again.close();
  });

  it('lets one of two who publish at once have their way, and keeps nothing of the other', async () => {
    const place = await kind.place();
    const [a, b] = [await place.open(), await place.open()];
    const saved = await Promise.all([
      a.saveSnapshot(0, next({ body: '"a"', minute: NOON_MINUTE, incidents: [INCIDENT] })),
      b.saveSnapshot(0, next({ body: '"b"', minute: NOON_MINUTE, incidents: [{ ...INCIDENT, id: 1 }] })),
    ]);
    expect(saved.toSorted()).toEqual([false, true]);
    expect(await b.snapshot(0)).toEqual({ version: 1, body: saved[0] ? '"a"' : '"b"' });
    expect(await b.snapshot(1)).toBeUndefined();
    expect(await b.snapshot(7), 'after a backup was restored').toMatchObject({ version: 1 });
    expect(await a.incidents(0)).toHaveLength(1);
    await Promise.all([a.close(), b.close()]);
  });

  it('keeps the first rates of a slot, and follows an incident to its end', async () => {
    const store = await (await kind.place()).open();
    await store.saveSnapshot(0, next({ incidents: [INCIDENT] }));
    const ended = { ...INCIDENT, endMinute: NOON_MINUTE + 40 };
    await store.saveSnapshot(1, next({ rates: { ok: 1, problem: 0.5 }, incidents: [ended] }));
    expect(await store.rates(SLOT, SLOT + 1)).toEqual(new Map([[SLOT, { ok: 0.25, problem: 1 }]]));
    expect(await store.incidents(0)).toEqual([ended]);
    expect(await store.incidents(NOON_MINUTE)).toEqual([]);
    await store.close();
  });

  it('replaces an hour when it is rolled up again, and sums hours over cells', async () => {
    const store = await (await kind.place()).open();
    const hour = NOON_MINUTE / 60;
    const count = { hour, cell: cell('IN'), symptom: 2, tier: 1 as const, isPanel: true, n: 3, devices: 6 };
    expect(await store.nextHour()).toBeUndefined();
    await store.commit([admitted()]);
    expect(await store.nextHour()).toBe(hour);
    await store.saveHour(hour, [{ ...count, n: 99 }]);
    await store.saveHour(hour, [count, { ...count, cell: cell('BR'), symptom: 4 }]);
    expect(await store.nextHour()).toBe(hour + 1);
    expect(await store.hourCounts([hour, hour + 1])).toHaveLength(2);
    expect(await store.hourSums(hour, hour + 1)).toEqual([
      { hour, cell: 0, symptom: 1, tier: 0, isPanel: true, n: 6, devices: 12 },
    ]);
    expect(await store.hourSums(hour + 1, hour + 2)).toEqual([]);
    await store.close();
  });

  it('forgets what is older than it is told, and nothing else', async () => {
    const store = await (await kind.place()).open();
    const old = admitted({ slot: SLOT - 1, minute: NOON_MINUTE - 15 });
    const young = admitted();
    await store.commit([old, young]);
    await store.saveSnapshot(0, next({ slot: SLOT - 1, minute: NOON_MINUTE - 15 }));
    await store.saveSnapshot(1, next({ minute: NOON_MINUTE }));
    await store.purge({ slot: SLOT, minute: NOON_MINUTE });
    expect(await store.counts(0, NOON_MINUTE * 2)).toHaveLength(1);
    expect(await store.watchedMinutes(0, NOON_MINUTE * 2)).toEqual(new Map([[NOON_MINUTE / 60, 1]]));
    expect([...(await store.rates(0, SLOT * 2)).keys()]).toEqual([SLOT]);
    expect(await store.commit([old, young])).toEqual(new Map([[keyOf(young), 1]]));
    await store.close();
  });

  it('forgets many nullifiers at once', async () => {
    const store = await (await kind.place()).open();
    const many = Array.from({ length: 12_000 }, () => admitted());
    await store.commit(many);
    await store.purge({ slot: SLOT + 1, minute: 0 });
    expect(await store.commit(many.slice(0, 100))).toEqual(new Map());
    await store.close();
  });

  it('is made once by several that open it at the same time', async () => {
    const place = await kind.place();
    const stores = await Promise.all([place.open(), place.open(), place.open()]);
    await Promise.all(stores.map((store) => store.commit([admitted()])));
    expect(await total(stores[0] as Store)).toBe(3);
    await Promise.all(stores.map((store) => store.close()));
  });
});
