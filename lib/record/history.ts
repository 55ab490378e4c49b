import { deleteDB } from 'idb';
import { type HistoryFile, historyFileOf, parseHistoryFile } from '../history/history-file.ts';
import { changeRow, failedLoadRow, incidentRow, slotRow } from '../history/rows.ts';
import type { Incident } from '../incident/incident.ts';
import { forgetSent } from './crowd-store.ts';
import { type Reading, read, type Writing, write } from './database.ts';
import { isOtherDay } from './retention.ts';
import { DATABASE_NAME } from './schema.ts';
import { parseRows } from './stored.ts';

/**
 * The whole history, to be saved as a file. Damaged rows are left out.
 *
 * @throws see `recordProblemOf`, as all functions here
 */
export const exportHistory = (nowMs = Date.now()): Promise<HistoryFile> =>
  read(async (tx) =>
    historyFileOf(
      {
        incidents: await incidentsIn(tx),
        slots: parseRows(slotRow, await tx.objectStore('slots').getAll()),
        changes: parseRows(changeRow, await tx.objectStore('changes').getAll()),
        failures: parseRows(failedLoadRow, await tx.objectStore('failures').getAll()),
      },
      nowMs,
    ),
  );

/**
 * Adds what a file holds and the record does not. What this browser has recorded itself stays as it is, so that the
 * same file twice changes nothing.
 *
 * @returns how many rows were added
 * @throws HistoryFileError when it is no file of ours; then nothing is added
 */
export async function importHistory(text: string, nowMs = Date.now()): Promise<{ added: number }> {
  const file = parseHistoryFile(text, nowMs);
  return write(async (tx) => ({
    added:
      (await addIncidents(tx, file.incidents)) +
      (await addMissing(tx, 'slots', file.slots, ({ startMs }) => `${startMs}`)) +
      (await addMissing(tx, 'changes', file.changes, ({ atMs }) => `${atMs}`)) +
      (await addMissing(tx, 'failures', file.failures, ({ atMs, failure }) => `${atMs},${failure}`)),
  }));
}

/** Forgets everything that was seen, also where, and what of it was shared. A database that cannot be opened goes as a whole. */
export async function deleteHistory(): Promise<void> {
  try {
    await write(async (tx) => {
      for (const name of tx.objectStoreNames) await tx.objectStore(name).clear();
    });
    await forgetSent();
  } catch {
    await deleteDB(DATABASE_NAME);
  }
}

/** How much there is: incidents, and days on which X was looked at. */
export const historySize = (): Promise<{ incidents: number; days: number }> =>
  read(async (tx) => {
    const slots = await tx.objectStore('slots').getAllKeys();
    const days = slots.filter((startMs, index) => isOtherDay(startMs, slots[index - 1] ?? Number.NaN));
    return { incidents: (await incidentsIn(tx)).length, days: days.length };
  });

const incidentsIn = async (tx: Reading | Writing): Promise<Incident[]> =>
  parseRows(incidentRow, await tx.objectStore('incidents').index('byStart').getAll());

/** An incident that overlaps with one on record is the same. One that was open when it was saved ended unseen. */
async function addIncidents(tx: Writing, incidents: HistoryFile['incidents']): Promise<number> {
  const known: Omit<Incident, 'id'>[] = await incidentsIn(tx);
  const added = incidents.filter((incident) => !known.some((other) => doOverlap(incident, other)));
  for (const incident of added) {
    const unseen = incident.endMs === undefined && {
      endMs: incident.lastSeenMs,
      ending: 'lost-sight' as const,
    };
    await tx.objectStore('incidents').add({ ...incident, ...unseen });
  }
  return added.length;
}

const endOf = ({ endMs, lastSeenMs }: Omit<Incident, 'id'>) => endMs ?? lastSeenMs;

const doOverlap = (a: Omit<Incident, 'id'>, b: Omit<Incident, 'id'>) =>
  a.startMs <= endOf(b) && b.startMs <= endOf(a);

async function addMissing<Name extends 'slots' | 'changes' | 'failures'>(
  tx: Writing,
  name: Name,
  rows: HistoryFile[Name],
  keyOf: (row: HistoryFile[Name][number]) => string,
): Promise<number> {
  const known = new Set((await tx.objectStore(name).getAllKeys()).map(String));
  const added = rows.filter((row) => !known.has(keyOf(row)));
  for (const row of added) await tx.objectStore(name).put(row);
  return added.length;
}
