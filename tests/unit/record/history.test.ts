import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { onLoad, onObservation } from '../../../lib/incident/decide.ts';
import type { Observation } from '../../../lib/observe/observation.ts';
import { MOST_ROWS } from '../../../lib/record/retention.ts';
import { SLOT_MS, slotStartOf } from '../../../lib/timeline/slot.ts';
import { observation, START_MS } from '../../support/reader.ts';
import { emptyBrowser, outcome, rowsOf, startedRecord } from '../../support/record-room.ts';

const PLACE = '0123456789abcdef';
const DAY_S = 86_400;
const at = (seconds: number) => START_MS + seconds * 1000;

/** A record, and a reader whose days it follows. */
async function started(retentionDays = 90) {
  const record = await startedRecord();
  const event = (seconds: number) => ({ place: PLACE, atMs: at(seconds), retentionDays });
  const sees = (seconds: number, parts: Partial<Observation> = {}) =>
    record.updateRecord(event(seconds), (known) =>
      onObservation(known, observation({ place: PLACE, ...parts }), 1, at(seconds)),
    );
  const fails = (seconds: number) =>
    record.updateRecord({ ...event(seconds), place: undefined }, (known) =>
      onLoad(known, { tabId: 1, atMs: at(seconds), failure: 'refused' }),
    );
  /** Ten healthy seconds, an outage of half a minute, and a load that fails. */
  const livesThrough = async (startS: number) => {
    await sees(startS);
    await sees(startS + 10, { visibleMs: 10_000 });
    await sees(startS + 40, { state: 'empty', stretch: 2, visibleMs: 20_000 });
    await sees(startS + 50, { stretch: 3 });
    await sees(startS + 60, { stretch: 3, visibleMs: 10_000 });
    await fails(startS + 4_000);
  };
  return { ...record, sees, fails, livesThrough };
}

beforeEach(emptyBrowser);

describe('a history that is saved', () => {
  it('holds what was seen of X, and nothing of where or what it rests on', async () => {
    const { livesThrough, exportHistory } = await started();
    await livesThrough(0);
    const file = await exportHistory(at(DAY_S));
    expect(file).toMatchObject({ format: 'feed-canary-history', version: 1, exportedAtMs: at(DAY_S) });
    expect(file.incidents).toMatchObject([
      { verdict: 'outage', startMs: at(20), endMs: at(50) },
      { verdict: 'suspected', startMs: at(4_000) },
    ]);
    expect(file.incidents[0]).not.toHaveProperty('id');
    expect(file.incidents[0]).not.toHaveProperty('told');
    expect(file.slots).toMatchObject([
      { startMs: slotStartOf(at(0)), seenMs: { working: 20_000, outage: 20_000 } },
      { failedLoads: 1 },
    ]);
    expect(file.failures).toEqual([{ atMs: at(4_000), failure: 'refused' }]);
    expect(file.changes.map(({ verdict }) => verdict)).toEqual(['working', 'outage', 'working', 'suspected']);
    expect(JSON.stringify(file)).not.toContain(PLACE);
  });

  it('comes back in another browser, and only once', async () => {
    const first = await started();
    await first.livesThrough(0);
    const text = JSON.stringify(await first.exportHistory(at(DAY_S)));

    emptyBrowser();
    const { importHistory, exportHistory, historySize } = await started();
    const nowMs = at(2 * DAY_S);
    expect(await importHistory(text, nowMs)).toEqual({ added: 9 });
    const once = await exportHistory(nowMs);
    expect(await importHistory(text, nowMs)).toEqual({ added: 0 });
    expect(await exportHistory(nowMs)).toEqual(once);
    expect(await historySize()).toEqual({ incidents: 2, days: 1 });
    // It was open when it was saved, and nobody has seen how it went on.
    expect(once.incidents[1]).toMatchObject({ endMs: at(4_000), ending: 'lost-sight' });
  });

  it('adds to what is on record, and changes nothing of it', async () => {
    const { livesThrough, sees, exportHistory, importHistory, readRecord } = await started();
    await livesThrough(0);
    const saved = JSON.stringify(await exportHistory(at(5_000)));
    // The incident goes on after it was saved, and is dated back further than it then was.
    await sees(4_030, { state: 'empty', stretch: 4, ageMs: 60_000, visibleMs: 20_000 });
    const before = await exportHistory(at(DAY_S));
    expect(await importHistory(saved, at(DAY_S))).toEqual({ added: 0 });
    expect(await exportHistory(at(DAY_S))).toEqual(before);
    expect((await readRecord(1)).incidents[0]).not.toHaveProperty('endMs');
  });

  it('is not taken from a file that makes no sense, and then nothing is added', async () => {
    const { importHistory } = await started();
    await expect(importHistory('{', at(0))).rejects.toMatchObject({ problem: 'not-json' });
    await expect(importHistory('{}', at(0))).rejects.toMatchObject({ problem: 'not-ours' });
    expect(await rowsOf('incidents').catch(() => [])).toEqual([]);
  });

  it('is forgotten as a whole, also where it was', async () => {
    const { livesThrough, deleteHistory, historySize, readRecord } = await started();
    await livesThrough(0);
    await deleteHistory();
    expect(await historySize()).toEqual({ incidents: 0, days: 0 });
    expect((await readRecord(5)).evidence.stretches).toEqual([]);
    expect(await rowsOf('places')).toEqual([]);
    expect(await rowsOf('changes')).toEqual([]);
  });
});

describe('retention', () => {
  it('lets go of what is too old with the first slot of a day', async () => {
    const { livesThrough, sees, exportHistory } = await started(30);
    await livesThrough(0);
    await livesThrough(5 * DAY_S);
    await sees(31 * DAY_S);
    expect((await exportHistory()).incidents).toHaveLength(4); // nothing was looked at yet: no slot, no purge
    await sees(31 * DAY_S + 10, { visibleMs: 10_000 });
    const { incidents, slots, changes, failures } = await exportHistory();
    expect(incidents.map(({ startMs }) => startMs)).toEqual([at(5 * DAY_S + 20), at(5 * DAY_S + 4_000)]);
    for (const times of [
      slots.map((slot) => slot.startMs),
      [...changes, ...failures].map(({ atMs }) => atMs),
    ])
      expect(Math.min(...times)).toBeGreaterThan(at(5 * DAY_S) - SLOT_MS);
  });

  it('follows the setting at once when it is shortened, and keeps an incident that goes on', async () => {
    const { livesThrough, fails, purgeHistory, exportHistory } = await started();
    await livesThrough(0);
    await fails(40 * DAY_S);
    await purgeHistory(at(40 * DAY_S), 30);
    const { incidents, slots } = await exportHistory();
    expect(incidents).toMatchObject([{ startMs: at(40 * DAY_S) }]);
    expect(slots).toHaveLength(1);
  });

  it('keeps to its bounds of rows, and drops incidents nobody can read', async () => {
    const { sees, purgeHistory, exportHistory } = await started();
    await sees(0);
    const db = await outcome(indexedDB.open('feed-canary'));
    const tx = db.transaction(['failures', 'incidents'], 'readwrite');
    for (let n = 0; n < MOST_ROWS.failures + 3; n += 1)
      tx.objectStore('failures').put({ atMs: at(n), failure: 'dns' });
    tx.objectStore('incidents').put({ verdict: 'torn' });
    tx.objectStore('incidents').put({ verdict: 'torn', startMs: at(0) });
    await new Promise((done) => {
      tx.oncomplete = done;
    });
    db.close();
    await purgeHistory(at(10), 90);
    const { failures } = await exportHistory();
    expect(failures).toHaveLength(MOST_ROWS.failures);
    expect(failures[0]?.atMs).toBe(at(3));
    expect(await rowsOf('incidents')).toEqual([]);
  });
});
