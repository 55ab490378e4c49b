import type { Evidence } from '../detect/evidence.ts';
import type { Decision, Known } from '../incident/decide.ts';
import type { Incident } from '../incident/incident.ts';
import { database } from './database.ts';
import { EVIDENCE_KEY } from './schema.ts';
import { parseEvidence, parseIncident } from './stored.ts';

/** A reader visits a few dozen places a day; the oldest go first. */
const MOST_PLACES = 2_000;

/**
 * Reads, decides and writes in one transaction, so that a background that dies at any moment leaves all of it or
 * nothing. On disk when it resolves: there are at most a dozen such writes a minute, also in an outage.
 *
 * @param decide pure and synchronous; anything awaited in it would end the transaction
 */
export async function updateRecord(
  change: { place: string | undefined; atMs: number },
  decide: (known: Known) => Decision,
): Promise<Decision> {
  const db = await database();
  const tx = db.transaction(['evidence', 'places', 'incidents'], 'readwrite', { durability: 'strict' });
  const places = tx.objectStore('places');
  const incidents = tx.objectStore('incidents');
  const evidence = parseEvidence(await tx.objectStore('evidence').get(EVIDENCE_KEY));
  const latest = parseIncident((await incidents.index('byStart').openCursor(null, 'prev'))?.value);
  const known = change.place === undefined ? undefined : await places.get(change.place);

  const decided = decide({ evidence, latest, hasSeenPosts: known !== undefined });
  await tx.objectStore('evidence').put(decided.evidence, EVIDENCE_KEY);
  if (decided.incident) await incidents.put(decided.incident);
  if (decided.hasPosts && change.place !== undefined) {
    await places.put({ place: change.place, lastPostsAtMs: change.atMs });
    if (!known && (await places.count()) > MOST_PLACES)
      await (await places.index('byLastPosts').openCursor())?.delete();
  }
  await tx.done;
  return decided;
}

/** The evidence and the last incidents, newest first. */
export async function readRecord(
  mostIncidents: number,
): Promise<{ evidence: Evidence; incidents: Incident[] }> {
  const db = await database();
  const tx = db.transaction(['evidence', 'incidents']);
  const evidence = parseEvidence(await tx.objectStore('evidence').get(EVIDENCE_KEY));
  const incidents: Incident[] = [];
  let cursor = await tx.objectStore('incidents').index('byStart').openCursor(null, 'prev');
  while (cursor && incidents.length < mostIncidents) {
    const incident = parseIncident(cursor.value);
    if (incident) incidents.push(incident);
    cursor = await cursor.continue();
  }
  return { evidence, incidents };
}
