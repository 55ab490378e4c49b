import 'fake-indexeddb/auto';
import { IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { type RecordEvent, updateRecord } from '../../../lib/record/record.ts';
import { DATABASE_NAME } from '../../../lib/record/schema.ts';
import { outcome, rowsOf } from '../../support/record-rows.ts';
import { type DayEvent, days } from '../../support/recorded-day.ts';
import type { Tried } from '../fault.ts';

/** What must be on record in the end. */
const STORES = ['incidents', 'slots', 'changes', 'failures'] as const;
type History = Record<(typeof STORES)[number], unknown[]>;

const eventOf = ({ place, atMs }: DayEvent): RecordEvent => ({ place, atMs, retentionDays: 90 });

/** Lives through a day on an empty database. */
async function live(
  day: readonly DayEvent[],
  record: (event: DayEvent) => Promise<unknown>,
): Promise<History> {
  await outcome(indexedDB.deleteDatabase(DATABASE_NAME)); // the open connection is asked to close, and does
  for (const event of day) await record(event);
  const rows = await Promise.all(STORES.map(async (name) => [name, await rowsOf(name)] as const));
  return Object.fromEntries(rows) as History;
}

const undisturbed = (event: DayEvent) => updateRecord(eventOf(event), event.decide);

const dayOf = (seed: number): DayEvent[] => fc.sample(days, { numRuns: 1, seed })[0] ?? [];

/** Of rows of what happened, those that are not there, and those that are there too often. */
function compare(happened: History, recorded: History) {
  let [lost, doubled] = [0, 0];
  for (const name of STORES) {
    const left = recorded[name].map((row) => JSON.stringify(row));
    for (const row of happened[name]) {
      const at = left.indexOf(JSON.stringify(row));
      if (at < 0) lost += 1;
      else left.splice(at, 1);
    }
    doubled += left.length;
  }
  return { lost, doubled };
}

/**
 * The background ends in the middle of its transactions all day long, and what was not written is told again. In memory,
 * with the real record on a stand-in for IndexedDB.
 */
export async function dieInTransactions(index: number): Promise<Tried> {
  const day = dayOf(index + 1);
  const happened = await live(day, undisturbed);
  const numbers = fc
    .sample(fc.integer({ min: 0, max: 7 }), { numRuns: day.length, seed: index + 1 })
    .values();
  const recoveredInMs: number[] = [];
  const recorded = await live(day, async (event) => {
    const heal = abortAtWrite(numbers.next().value ?? 0);
    try {
      await undisturbed(event);
    } catch {
      heal();
      const startMs = performance.now();
      await undisturbed(event);
      recoveredInMs.push(performance.now() - startMs);
    } finally {
      heal();
    }
  });
  const complaints = recoveredInMs.length < day.length / 5 ? ['it hardly ever died'] : [];
  const count = Object.values(happened).reduce((sum, rows) => sum + rows.length, 0);
  return { atStake: { count, things: 'rows' }, ...compare(happened, recorded), recoveredInMs, complaints };
}

/** Aborts the transaction at its write of this number, as the end of a browser does. */
function abortAtWrite(number: number): () => void {
  const { put } = IDBObjectStore.prototype;
  let left = number;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...row) {
    if (left === 0) this.transaction.abort();
    left -= 1;
    return put.apply(this, row);
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}
