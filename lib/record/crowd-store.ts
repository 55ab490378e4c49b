import { type Kept, NOTHING_KEPT } from '../crowd/client/kept.ts';
import { renewalRow, reportRow, requestRow, sharingRow, tokenRow } from '../crowd/client/rows.ts';
import type { CrowdStore } from '../crowd/client/store.ts';
import { type Reading, read, type Writing, write } from './database.ts';
import { CROWD_STORES } from './schema.ts';
import { parseRow, parseRows } from './stored.ts';

/** What the anonymous reporter keeps, in the database: on disk before anything is sent because of it. */
export const crowdStore: CrowdStore = {
  read: () => read(keptIn, CROWD_STORES),
  update: (change) =>
    write(async (tx) => {
      const kept = await keptIn(tx);
      const next = change(kept);
      await putSingle(tx, 'sharing', kept.sharing, next.sharing);
      await putSingle(tx, 'renewal', kept.renewal, next.renewal);
      await putSingle(tx, 'request', kept.request, next.request);
      await putRows(tx.objectStore('crowdTokens'), kept.tokens, next.tokens);
      await putRows(tx.objectStore('crowdReports'), kept.reports, next.reports);
      return next;
    }, CROWD_STORES),
};

async function keptIn(tx: Reading | Writing): Promise<Kept> {
  const single = tx.objectStore('crowd');
  const [sharing, renewal, request] = [
    await single.get('sharing'),
    await single.get('renewal'),
    await single.get('request'),
  ];
  return {
    sharing: parseRow(sharingRow, sharing),
    tokens: parseRows(tokenRow, await tx.objectStore('crowdTokens').getAll()),
    reports: parseRows(reportRow, await tx.objectStore('crowdReports').getAll()),
    renewal: parseRow(renewalRow, renewal),
    request: parseRow(requestRow, request),
  };
}

type Single = 'sharing' | 'renewal' | 'request';

async function putSingle<Name extends Single>(tx: Writing, name: Name, old: Kept[Name], row: Kept[Name]) {
  // Of the state a new object is made with every event, and most events change nothing in it.
  if (row === old || (name === 'sharing' && JSON.stringify(row) === JSON.stringify(old))) return;
  if (row) await tx.objectStore('crowd').put(row, name);
  else await tx.objectStore('crowd').delete(name);
}

/** A store of rows with a slot each, as far as they are written here. */
interface SlotRows<Row> {
  put(row: Row): Promise<number>;
  getAllKeys(): Promise<number[]>;
  delete(slot: number): Promise<void>;
}

/** Writes what is new or other, and deletes what is gone, damaged rows as well. */
async function putRows<Row extends { slot: number }>(
  store: SlotRows<Row>,
  old: readonly Row[],
  rows: readonly Row[],
) {
  const known = new Set(old);
  const slots = new Set(rows.map(({ slot }) => slot));
  for (const row of rows) if (!known.has(row)) await store.put(row);
  for (const slot of await store.getAllKeys()) if (!slots.has(slot)) await store.delete(slot);
}

/** Forgets what was sent; what waits is still to be. */
export async function forgetSent(): Promise<void> {
  await crowdStore.update((kept) => ({ ...kept, reports: kept.reports.filter(({ unsent }) => unsent) }));
}

/** Forgets everything about sharing. */
export async function forgetSharing(): Promise<void> {
  await crowdStore.update(() => NOTHING_KEPT);
}
