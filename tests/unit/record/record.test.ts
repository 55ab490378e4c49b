import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onLoad, onObservation, onTime } from '../../../lib/incident/decide.ts';
import type { Observation } from '../../../lib/observe/observation.ts';
import { observation, START_MS } from '../../support/reader.ts';

const PLACE = '0123456789abcdef';
const at = (seconds: number) => START_MS + seconds * 1000;

/** A fresh database, and the record as a background that has just been started sees it. */
async function freshRecord() {
  vi.resetModules();
  const { readRecord, updateRecord } = await import('../../../lib/record/record.ts');
  const sees = (seconds: number, parts: Partial<Observation>) => {
    const seen = observation({ place: PLACE, ...parts });
    return updateRecord({ place: seen.place, atMs: at(seconds), retentionDays: 90 }, (known) =>
      onObservation(known, seen, 1, at(seconds)),
    );
  };
  return { readRecord, updateRecord, sees };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the record', () => {
  it('remembers where posts were: only there is an empty page trouble', async () => {
    const { sees } = await freshRecord();
    const empty = { state: 'empty', stretch: 2, visibleMs: 2_000 } as const;
    expect((await sees(0, empty)).judgement).toMatchObject({ verdict: 'unknown', reason: 'no-comparison' });
    await sees(5, {});
    expect((await sees(9, { ...empty, stretch: 3 })).judgement).toMatchObject({ verdict: 'suspected' });
    const elsewhere = { ...empty, stretch: 4, surface: 'list', place: 'fedcba9876543210' } as const;
    expect((await sees(12, elsewhere)).judgement.sights).toHaveLength(1);
  });

  it('is the same after the background died between any two events', async () => {
    await (await freshRecord()).sees(0, {});
    await (await freshRecord()).sees(9, { state: 'empty', stretch: 2, visibleMs: 2_000 });
    await (await freshRecord()).sees(27, { state: 'empty', stretch: 2, visibleMs: 20_000 });
    await (await freshRecord()).sees(40, { stretch: 3 });
    await (await freshRecord()).sees(50, { stretch: 3, visibleMs: 10_000 });
    const { incidents } = await (await freshRecord()).readRecord(5);
    expect(incidents).toMatchObject([
      { verdict: 'outage', startMs: at(7), endMs: at(40), ending: 'recovered' },
    ]);
  });

  it('remembers what the crowd said with what was seen, and forgets it when the reader no longer asks', async () => {
    const { updateRecord, readRecord } = await freshRecord();
    const crowd = { status: 'outage', atMs: at(0) } as const;
    const event = { place: undefined, atMs: at(1), retentionDays: 90 };
    await updateRecord(event, (known) => onTime({ ...known, crowd }, at(1)));
    expect((await readRecord(1)).evidence.crowd).toEqual(crowd);
    await updateRecord(event, (known) => onTime(known, at(2)));
    expect((await readRecord(1)).evidence).not.toHaveProperty('crowd');
  });

  it('gives the last incidents, newest first', async () => {
    const { updateRecord, readRecord } = await freshRecord();
    for (const hour of [0, 1, 2]) {
      const load = { tabId: 1, atMs: at(hour * 3_600), failure: 'http-5xx' } as const;
      await updateRecord({ place: undefined, atMs: load.atMs, retentionDays: 90 }, (known) =>
        onLoad(known, load),
      );
    }
    const { incidents } = await readRecord(2);
    expect(incidents.map(({ startMs }) => startMs)).toEqual([at(7_200), at(3_600)]);
  });

  it('takes events that come at once one after the other', async () => {
    const { sees, readRecord } = await freshRecord();
    await Promise.all([sees(0, { stretch: 1 }), sees(1, { stretch: 2 }), sees(2, { stretch: 3 })]);
    expect((await readRecord(5)).evidence.stretches).toHaveLength(3);
  });

  it('writes nothing of an event whose decision fails', async () => {
    const { sees, updateRecord, readRecord } = await freshRecord();
    await sees(0, {});
    const failing = updateRecord({ place: PLACE, atMs: at(1), retentionDays: 90 }, () => {
      throw new Error('a bug of ours');
    });
    await expect(failing).rejects.toThrow('a bug of ours');
    expect((await readRecord(5)).evidence.stretches).toHaveLength(1);
  });

  it('does without damaged rows', async () => {
    const { sees, readRecord } = await freshRecord();
    await sees(0, {});
    const db = await openDB('feed-canary');
    await db.put('evidence', { stretches: 'torn' }, 'now');
    await db.put('incidents', { startMs: at(1), verdict: 'nonsense' });
    db.close();
    expect(await readRecord(5)).toEqual({ evidence: { stretches: [], loads: [] }, incidents: [], slots: [] });
    expect((await sees(5, {})).judgement).toMatchObject({ verdict: 'working' });
  });

  it('keeps the places visited last', async () => {
    const { sees } = await freshRecord();
    await sees(0, {});
    const hash = (index: number) => index.toString(16).padStart(16, '0');
    const db = await openDB('feed-canary');
    const tx = db.transaction('places', 'readwrite');
    for (let index = 1; index < 2_000; index += 1)
      void tx.store.put({ place: hash(index), lastPostsAtMs: at(index) });
    await tx.done;
    await sees(3_000, { place: hash(3_000), stretch: 2 });
    const places = await db.getAllKeys('places');
    db.close();
    expect(places).toHaveLength(2_000);
    expect(places).not.toContain(PLACE); // the oldest of all
    expect(places).toContain(hash(3_000));
  });
});
