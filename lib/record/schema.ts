import type { DBSchema } from 'idb';
import type { Evidence } from '../detect/evidence.ts';
import type { Incident } from '../incident/incident.ts';

/** A place of X, by its salted hash, in which this browser has seen posts. */
export interface KnownPlace {
  place: string;
  lastPostsAtMs: number;
}

/** What this browser keeps, in the newest version. Nothing of it leaves the device. */
export interface RecordSchema extends DBSchema {
  /** One row: what the verdict rests on. */
  evidence: { key: typeof EVIDENCE_KEY; value: Evidence };
  places: { key: string; value: KnownPlace; indexes: { byLastPosts: number } };
  incidents: { key: number; value: Incident; indexes: { byStart: number } };
}

export const EVIDENCE_KEY = 'now';
