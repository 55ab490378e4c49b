import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { onTime } from '../../../lib/incident/decide.ts';
import { emptyBrowser, frozen, outcome, restore, rowsOf, startedRecord } from '../../support/record-room.ts';

async function shapeOf(db: IDBDatabase) {
  return [...db.objectStoreNames].map((name) => {
    const store = db.transaction(name).objectStore(name);
    return [name, store.keyPath, store.autoIncrement, ...store.indexNames];
  });
}

beforeEach(emptyBrowser);

describe.each(frozen)('a database of version $version', (old) => {
  const openIncident = old.stores.incidents?.rows.at(-1)?.value as { startMs: number };

  it('comes to the newest with all that it holds', async () => {
    (await restore(old)).close();
    const { readRecord } = await startedRecord();
    const { evidence, incidents } = await readRecord(5, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
    expect(evidence).toEqual(old.stores.evidence?.rows[0]?.value);
    expect(incidents).toEqual(old.stores.incidents?.rows.map(({ value }) => value).reverse());
    for (const [name, { rows }] of Object.entries(old.stores))
      expect(await rowsOf(name)).toHaveLength(rows.length);
  });

  it('goes on where it was: an open incident is the one that ends', async () => {
    (await restore(old)).close();
    const { updateRecord, readRecord } = await startedRecord();
    const nowMs = openIncident.startMs + 3_600_000;
    await updateRecord({ place: undefined, atMs: nowMs, retentionDays: 90 }, (known) => onTime(known, nowMs));
    expect((await readRecord(5)).incidents).toMatchObject([
      { startMs: openIncident.startMs, ending: 'lost-sight' },
      { ending: 'recovered' },
    ]);
  });

  it('has the same stores and indexes as one made anew', async () => {
    (await restore(old)).close();
    await (await startedRecord()).readRecord(1);
    const migrated = await outcome(indexedDB.open('feed-canary'));
    const shape = await shapeOf(migrated);
    emptyBrowser();
    await (await startedRecord()).readRecord(1);
    expect(shape).toEqual(await shapeOf(await outcome(indexedDB.open('feed-canary'))));
  });
});

it('each version has its frozen database', async () => {
  await (await startedRecord()).readRecord(1);
  const { version } = await outcome(indexedDB.open('feed-canary'));
  expect(frozen.map((old) => old.version)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
});
