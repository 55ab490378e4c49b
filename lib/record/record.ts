import type { Evidence } from '../detect/evidence.ts';
import { changeRow, incidentRow, slotRow } from '../history/rows.ts';
import type { Decision, Known } from '../incident/decide.ts';
import type { Incident } from '../incident/incident.ts';
import { addCredit } from '../timeline/credit.ts';
import type { Slot } from '../timeline/slot.ts';
import { type Reading, read, type Writing, write } from './database.ts';
import { isOtherDay, purge } from './retention.ts';
import { EVIDENCE_KEY } from './schema.ts';
import { parseEvidence, parseRow, parseRows } from './stored.ts';

/** A reader visits a few dozen places a day; the oldest go first. */
const MOST_PLACES = 2_000;

const LEAP_MS = 31 * 86_400_000;

/** Something that happened, as far as the record must know. */
export interface RecordEvent {
  /** The place an observation is about. */
  place: string | undefined;
  atMs: number;
  retentionDays: number;
}

/**
 * Reads, decides and writes in one transaction, so that a background that dies at any moment leaves all of it or
 * nothing. On disk when it resolves: there are at most a dozen such writes a minute, also in an outage.
 *
 * @param decide pure and synchronous; anything awaited in it would end the transaction
 * @throws see `recordProblemOf`; then nothing was written
 */
export function updateRecord(event: RecordEvent, decide: (known: Known) => Decision): Promise<Decision> {
  return write(async (tx) => {
    const decision = decide(await knownOf(tx, event.place));
    const { evidence, incident, change, failedLoad, credits, hasPosts } = decision;
    await tx.objectStore('evidence').put(evidence, EVIDENCE_KEY);
    if (incident) await tx.objectStore('incidents').put(incident);
    if (change) await tx.objectStore('changes').put(change);
    if (failedLoad) await tx.objectStore('failures').put(failedLoad);
    await addToSlots(tx, credits, event);
    if (hasPosts && event.place !== undefined) await rememberPlace(tx, event.place, event.atMs);
    return decision;
  });
}

/** What is on record for a decision, when nothing can be written. */
export const readKnown = (place: string | undefined): Promise<Known> => read((tx) => knownOf(tx, place));

async function knownOf(tx: Reading | Writing, place: string | undefined): Promise<Known> {
  const evidence = parseEvidence(await tx.objectStore('evidence').get(EVIDENCE_KEY));
  const latest = await latestIncident(tx);
  const lastChange = await tx.objectStore('changes').openCursor(null, 'prev');
  const seen = place === undefined ? undefined : await tx.objectStore('places').get(place);
  return {
    evidence,
    latest,
    lastChange: parseRow(changeRow, lastChange?.value),
    hasSeenPosts: seen !== undefined,
  };
}

/** The newest one that is not damaged. */
async function latestIncident(tx: Reading | Writing): Promise<Incident | undefined> {
  let cursor = await tx.objectStore('incidents').index('byStart').openCursor(null, 'prev');
  while (cursor) {
    const incident = parseRow(incidentRow, cursor.value);
    if (incident) return incident;
    cursor = await cursor.continue();
  }
  return undefined;
}

/**
 * Newest first, without damaged ones. The popup waits for it: three questions to the database, where a cursor that walks
 * asks one for every few rows.
 */
async function lastIncidents(tx: Reading, most: number): Promise<Incident[]> {
  const byStart = tx.objectStore('incidents').index('byStart');
  const newest = await byStart.openKeyCursor(null, 'prev');
  const oldest = most > 1 ? await newest?.advance(most - 1) : newest;
  const rows = await byStart.getAll(oldest && IDBKeyRange.lowerBound(oldest.key));
  return parseRows(incidentRow, rows.reverse()).slice(0, most);
}

/**
 * Once a day, with the first slot of it, what is too old goes. A clock may be wrong: after a leap of more than a month the
 * history waits until a second day says the same.
 */
async function addToSlots(tx: Writing, credits: Slot[], event: RecordEvent) {
  const slots = tx.objectStore('slots');
  for (const credit of credits) {
    const newest = await slots.openKeyCursor(null, 'prev');
    if (newest && isOtherDay(newest.key, credit.startMs) && credit.startMs - newest.key < LEAP_MS)
      await purge(tx, event.atMs, event.retentionDays);
    await slots.put(addCredit(parseRow(slotRow, await slots.get(credit.startMs)), credit));
  }
}

async function rememberPlace(tx: Writing, place: string, atMs: number) {
  const places = tx.objectStore('places');
  await places.put({ place, lastPostsAtMs: atMs });
  if ((await places.count()) > MOST_PLACES) await (await places.index('byLastPosts').openCursor())?.delete();
}

/** What the faces show of the record. */
export interface Recorded {
  evidence: Evidence;
  /** Newest first. */
  incidents: Incident[];
  /** In order of time; those in which nothing was seen are missing. */
  slots: Slot[];
}

/**
 * The evidence, the last incidents, and the time line's slots that start in a span of time (both ends included).
 *
 * @throws see `recordProblemOf`
 */
export const readRecord = (
  mostIncidents: number,
  slotsWithin?: { fromMs: number; toMs: number },
): Promise<Recorded> =>
  read(async (tx) => {
    const range = slotsWithin && IDBKeyRange.bound(slotsWithin.fromMs, slotsWithin.toMs);
    const [evidence, incidents, slots] = await Promise.all([
      tx.objectStore('evidence').get(EVIDENCE_KEY),
      lastIncidents(tx, mostIncidents),
      range ? tx.objectStore('slots').getAll(range) : [],
    ]);
    return { evidence: parseEvidence(evidence), incidents, slots: parseRows(slotRow, slots) };
  });
