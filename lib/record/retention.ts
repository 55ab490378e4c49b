import { incidentRow } from '../history/rows.ts';
import { type Writing, write } from './database.ts';
import { parseRow } from './stored.ts';

export const HISTORY = ['incidents', 'slots', 'changes', 'failures'] as const;

/** What the longest retention can fill honestly, and more than any reader does; a fault or a flood goes beyond. */
export const MOST_ROWS = { incidents: 5_000, slots: 110_000, changes: 50_000, failures: 10_000 };

const DAY_MS = 86_400_000;

/** Whether two moments lie in two days; which days these are is all the same. */
export const isOtherDay = (aMs: number, bMs: number): boolean =>
  Math.floor(aMs / DAY_MS) !== Math.floor(bMs / DAY_MS);

/** Deletes what is older than the history may be kept. */
export const purgeHistory = (nowMs: number, retentionDays: number): Promise<void> =>
  write((tx) => purge(tx, nowMs, retentionDays));

/** The same within a transaction: what is too old, beyond the bounds, or an incident nobody can read. */
export async function purge(tx: Writing, nowMs: number, retentionDays: number): Promise<void> {
  const oldestMs = nowMs - retentionDays * DAY_MS;
  await tx.objectStore('slots').delete(IDBKeyRange.upperBound(oldestMs, true));
  await tx.objectStore('changes').delete(IDBKeyRange.upperBound(oldestMs, true));
  await tx.objectStore('failures').delete(IDBKeyRange.upperBound([oldestMs], true));
  let cursor = await tx.objectStore('incidents').openCursor();
  for (; cursor; cursor = await cursor.continue()) {
    const incident = parseRow(incidentRow, cursor.value);
    if (!incident || (incident.endMs ?? incident.lastSeenMs) < oldestMs) await cursor.delete();
  }
  for (const name of HISTORY) {
    const excess = (await tx.objectStore(name).count()) - MOST_ROWS[name];
    if (excess <= 0) continue;
    const oldest = await tx.objectStore(name).getAllKeys(null, excess);
    await tx.objectStore(name).delete(IDBKeyRange.upperBound(oldest.at(-1)));
  }
}
