import type { DBSchema } from 'idb';
import type { Evidence } from '../detect/evidence.ts';
import type { Incident } from '../incident/incident.ts';
import type { Change } from '../timeline/change.ts';
import type { FailedLoad } from '../timeline/failed-load.ts';
import type { Slot } from '../timeline/slot.ts';

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
  /** The time line: sums of five minutes each, changes of the verdict, and loads that failed. */
  slots: { key: number; value: Slot };
  changes: { key: number; value: Change };
  failures: { key: [atMs: number, failure: string]; value: FailedLoad };
}

export const EVIDENCE_KEY = 'now';
