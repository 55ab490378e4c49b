import 'fake-indexeddb/auto';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOTHING_KNOWN, onLoad, onTime } from '../../../lib/incident/decide.ts';
import { START_MS } from '../../support/reader.ts';
import {
  emptyBrowser,
  type Frozen,
  frozen,
  outcome,
  restore,
  rowsOf,
  startedRecord,
} from '../../support/record-room.ts';

beforeEach(emptyBrowser);
afterEach(() => vi.restoreAllMocks());

/** A record whose modules are fresh, and the meaning of errors by the same modules. */
async function started() {
  const record = await startedRecord();
  const { recordProblemOf } = await import('../../../lib/record/record-problem.ts');
  const problemOf = (failing: Promise<unknown>) => failing.then(() => 'none', recordProblemOf);
  const fails = (second: number) => {
    const load = { tabId: 1, atMs: START_MS + second * 1000, failure: 'http-5xx' } as const;
    const event = { place: undefined, atMs: load.atMs, retentionDays: 90 };
    return record.updateRecord(event, (known) => onLoad(known, load));
  };
  return { ...record, problemOf, fails };
}

describe('the record', () => {
  it('writes nothing of an event when the disk is full, and says so', async () => {
    const { problemOf, fails, readRecord } = await started();
    await fails(0);
    const { put } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
      if (this.name === 'slots') throw new DOMException('no space left', 'QuotaExceededError');
      return put.apply(this, row);
    });
    expect(await problemOf(fails(60))).toBe('full');
    vi.restoreAllMocks();
    expect((await readRecord(5)).evidence.loads).toHaveLength(1);
    expect(await rowsOf('failures')).toHaveLength(1);
    expect(await problemOf(fails(120))).toBe('none');
    expect(await rowsOf('failures')).toHaveLength(2);
  });

  it('can still be read for a verdict while it cannot be written', async () => {
    const { fails, readKnown } = await started();
    await fails(0);
    const known = await readKnown(undefined);
    const load = { tabId: 1, atMs: START_MS + 10_000, failure: 'http-5xx' } as const;
    expect(onLoad(known, load).judgement).toMatchObject({ verdict: 'outage' });
    expect(onTime(NOTHING_KNOWN, START_MS).judgement).toMatchObject({ verdict: 'unknown', reason: 'idle' });
  });

  it('is blocked by an old page that keeps its connection, and is there once that is closed', async () => {
    const old = await restore(frozen[0] as Frozen);
    const { problemOf, readRecord } = await started();
    expect(await problemOf(readRecord(1))).toBe('blocked');
    old.close();
    expect(await problemOf(readRecord(1))).toBe('none');
  });

  it('lets a newer version upgrade while it is open itself', async () => {
    const { problemOf, readRecord } = await started();
    await readRecord(1);
    const newer = await outcome(indexedDB.open('feed-canary', 99));
    newer.close();
    expect(await problemOf(readRecord(1))).toBe('broken'); // this version is of yesterday
  });

  it('is broken when a newer version has been here, until all is deleted', async () => {
    (await outcome(indexedDB.open('feed-canary', 99))).close();
    const { problemOf, readRecord, deleteHistory, fails } = await started();
    expect(await problemOf(readRecord(1))).toBe('broken');
    await deleteHistory();
    expect(await problemOf(fails(0))).toBe('none');
  });

  it('is broken where the browser has no database, or refuses it', async () => {
    const { problemOf, readRecord } = await started();
    vi.stubGlobal('indexedDB', undefined);
    expect(await problemOf(readRecord(1))).toBe('broken');
    const open = () => {
      throw new DOMException('not in this window', 'SecurityError');
    };
    vi.stubGlobal('indexedDB', { open });
    expect(await problemOf(readRecord(1))).toBe('broken');
    vi.unstubAllGlobals();
    expect(await problemOf(readRecord(1))).toBe('none');
  });

  it('opens anew after the browser closed the connection', async () => {
    const { problemOf, readRecord, fails } = await started();
    await fails(0);
    const request = indexedDB.deleteDatabase('feed-canary'); // the connection is asked to close, and does
    await outcome(request);
    expect(await problemOf(fails(60))).toBe('none');
    expect((await readRecord(5)).evidence.loads).toHaveLength(1);
  });
});
