import 'fake-indexeddb/auto';
import { IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { emptyBrowser, rowsOf, startedRecord } from '../support/record-room.ts';
import { type DayEvent, days } from '../support/recorded-day.ts';

const STORES = ['incidents', 'slots', 'changes', 'failures', 'evidence', 'places'];

/** Few days, for each has hundreds of events; fixed, so that a failure is met again. */
const OPTIONS = { numRuns: 4, seed: 20_231_221 };

type Update = Awaited<ReturnType<typeof startedRecord>>['updateRecord'];

afterEach(() => vi.restoreAllMocks());

const eventOf = ({ place, atMs }: DayEvent) => ({ place, atMs, retentionDays: 90 });

/** Lives through a day from an empty browser on; what is on record in the end, and what was told. */
async function record(day: DayEvent[], update: (event: DayEvent, index: number) => ReturnType<Update>) {
  emptyBrowser();
  const notices: unknown[] = [];
  for (const [index, event] of day.entries()) {
    const { notice } = await update(event, index);
    if (notice) notices.push([event.atMs, notice]);
  }
  const stores = await Promise.all(STORES.map(async (name) => [name, await rowsOf(name)]));
  return { notices, ...Object.fromEntries(stores) };
}

async function undisturbed(day: DayEvent[]) {
  const { updateRecord } = await startedRecord();
  return record(day, (event) => updateRecord(eventOf(event), event.decide));
}

/** Aborts the transaction at its write of this number, as the end of a browser does; later ones are none of ours. */
function killAtWrite(number: number) {
  let left = number;
  const { put } = IDBObjectStore.prototype;
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    if (left === 0) this.transaction.abort();
    left -= 1;
    return put.apply(this, row);
  });
}

it('a day is worth its name: it has outages, partial ones, and a time line', async () => {
  const [day = []] = fc.sample(days, OPTIONS);
  const history = await undisturbed(day);
  expect(day.length).toBeGreaterThan(100);
  expect(history.incidents.length).toBeGreaterThanOrEqual(3);
  expect(history.slots.length).toBeGreaterThan(10);
  expect(history.failures.length).toBeGreaterThanOrEqual(4);
  expect(history.notices.length).toBeGreaterThanOrEqual(2);
});

it('the history is the same when the background dies after every event', async () => {
  await fc.assert(
    fc.asyncProperty(days, async (day) => {
      const killed = await record(day, async (event) => {
        const { updateRecord } = await startedRecord();
        return updateRecord(eventOf(event), event.decide);
      });
      expect(killed).toEqual(await undisturbed(day));
    }),
    OPTIONS,
  );
}, 60_000);

it('the history is the same when it dies within transactions, and what was not written is told again', async () => {
  const kills = fc.infiniteStream(fc.integer({ min: 0, max: 7 }));
  await fc.assert(
    fc.asyncProperty(days, kills, async (day, numbers) => {
      let killed = 0;
      const disturbed = await record(day, async (event) => {
        let { updateRecord } = await startedRecord();
        const attempt = () => updateRecord(eventOf(event), event.decide);
        const knife = killAtWrite(numbers.next().value);
        try {
          return await attempt();
        } catch {
          killed += 1;
          knife.mockRestore();
          ({ updateRecord } = await startedRecord());
          return attempt();
        } finally {
          knife.mockRestore();
        }
      });
      expect(killed).toBeGreaterThan(day.length / 5);
      expect(disturbed).toEqual(await undisturbed(day));
    }),
    OPTIONS,
  );
}, 60_000);
