import type { DBSchema, StoreNames } from 'idb';
import type { KeptReport, Sharing, SlotToken, TokenRequest } from '../crowd/client/kept.ts';
import type { RenewalToken } from '../crowd/tokens/issuance.ts';
import type { Evidence } from '../detect/evidence.ts';
import type { Incident } from '../incident/incident.ts';
import type { Change } from '../timeline/change.ts';
import type { FailedLoad } from '../timeline/failed-load.ts';
import type { Slot } from '../timeline/slot.ts';

export const DATABASE_NAME = 'feed-canary';

/** A place of X, by its salted hash, in which this browser has seen posts. */
export interface KnownPlace {
  place: string;
  lastPostsAtMs: number;
}

/**
 * What this browser keeps, in the newest version. Nothing of it leaves the device but the reports that somebody chose
 * to send.
 */
export interface RecordSchema extends DBSchema {
  /** One row: what the verdict rests on. */
  evidence: { key: typeof EVIDENCE_KEY; value: Evidence };
  places: { key: string; value: KnownPlace; indexes: { byLastPosts: number } };
  incidents: { key: number; value: Incident; indexes: { byStart: number } };
  /** The time line: sums of five minutes each, changes of the verdict, and loads that failed. */
  slots: { key: number; value: Slot };
  changes: { key: number; value: Change };
  failures: { key: [atMs: number, failure: string]; value: FailedLoad };
  /** What anonymous reports take, once somebody chose to share; one row each of what there is one of. */
  crowd: { key: CrowdRow; value: Sharing | RenewalToken | TokenRequest };
  crowdTokens: { key: number; value: SlotToken };
  crowdReports: { key: number; value: KeptReport };
}

/** Keys of the rows that there is one of. */
export type CrowdRow = 'sharing' | 'renewal' | 'request';

type Names = StoreNames<RecordSchema>[];

/** What was seen here. */
export const RECORD_STORES: Names = ['evidence', 'places', 'incidents', 'slots', 'changes', 'failures'];

/** Stores apart, so that judging and recording never wait for a transaction of the crowd's. */
export const CROWD_STORES: Names = ['crowd', 'crowdTokens', 'crowdReports'];

export const EVIDENCE_KEY = 'now';
