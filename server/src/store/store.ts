import type { Tier } from '../../../lib/crowd/tier.ts';
import type { Incident } from '../detect/incident.ts';

/** Which reports are counted together. */
export interface CountKey {
  /** When the trouble began, in minutes since 1970; within the slot of the report. */
  minute: number;
  /** A place in CELLS. */
  cell: number;
  /** A place in REPORTED_SYMPTOMS; 0 is ok. */
  symptom: number;
  tier: Tier;
  isPanel: boolean;
}

export type { Tier };

/** A report that may count, once. */
export interface AdmittedReport extends CountKey {
  slot: number;
  /** The first 16 bytes of the nonce, in hex. One nullifier counts once per slot. */
  nullifier: string;
  /** Cell, symptom, panel and version: what a repetition must not change. */
  payload: number;
}

export interface Count extends CountKey {
  n: number;
}

/** An hour's counts, which outlive its minutes. */
export interface HourCount extends Omit<Count, 'minute'> {
  /** In hours since 1970. */
  hour: number;
  /** How many devices the reports stand for, given the share of devices that was asked to report. */
  devices: number;
}

/** Which share of the devices was asked to report in a slot: 1 is all of them. */
export interface SamplingRates {
  ok: number;
  problem: number;
}

/** What all collectors on one store publish, until the next version of it. */
export interface SavedSnapshot {
  version: number;
  body: string;
}

/** The changes that come with a new snapshot: all of them are kept, or none. */
export interface NextSnapshot {
  body: string;
  slot: number;
  /** Rates for `slot`, kept if it has none yet. */
  rates: SamplingRates;
  /** The minute in which a collector was up. Minutes without are gaps, not zeros. */
  minute: number;
  incidents: readonly Incident[];
}

/**
 * What the collector remembers. Whatever resolves is on disk. Ranges hold their start and not their end.
 * The same suite of tests runs against every store.
 */
export interface Store {
  /**
   * Counts the reports whose nullifiers are new, all in one transaction.
   * @param batch no (slot, nullifier) twice
   * @returns for each report that was *not* counted, by its {@link keyOf}, the payload its nullifier was spent on
   */
  commit(batch: readonly AdmittedReport[]): Promise<Map<string, number>>;

  counts(fromMinute: number, beforeMinute: number): Promise<Count[]>;
  hourCounts(hours: readonly number[]): Promise<HourCount[]>;
  /** Counts of hours over all cells; symptoms are 0 (ok) or 1 (any trouble), cell and tier are 0. */
  hourSums(fromHour: number, beforeHour: number): Promise<HourCount[]>;
  /** How many minutes of each hour a collector was up, by hour. */
  watchedMinutes(fromMinute: number, beforeMinute: number): Promise<Map<number, number>>;
  rates(fromSlot: number, beforeSlot: number): Promise<Map<number, SamplingRates>>;

  /** The hour after the last one that was rolled up; undefined before the first. */
  nextHour(): Promise<number | undefined>;
  /** Replaces what is kept of an hour. Doing it twice changes nothing. */
  saveHour(hour: number, counts: readonly HourCount[]): Promise<void>;

  /**
   * @returns undefined while the newest is still `knownVersion`. It may be an older one: after a failover or a restored
   *   backup, versions begin again where the copy ends.
   */
  snapshot(knownVersion: number): Promise<SavedSnapshot | undefined>;
  /** @returns false, and nothing is kept, when another collector has published since `version` */
  saveSnapshot(version: number, next: NextSnapshot): Promise<boolean>;
  incidents(fromMinute: number): Promise<Incident[]>;

  /** Forgets nullifiers of slots before `slot` and counts, rates and uptime of minutes before `minute`. */
  purge(before: { slot: number; minute: number }): Promise<void>;
  close(): Promise<void>;
}

/** Names a report's token. */
export const keyOf = ({ slot, nullifier }: Pick<AdmittedReport, 'slot' | 'nullifier'>): string =>
  `${slot}/${nullifier}`;
