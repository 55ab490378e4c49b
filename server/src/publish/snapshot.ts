import type { Incident } from '../detect/incident.ts';
import type { CrowdStatus } from '../detect/judge-window.ts';
import type { Track } from '../detect/track.ts';
import type { UsualHour } from '../detect/usual-hour.ts';
import type { SamplingRates } from '../store/store.ts';

/**
 * All that is published, and what the next one needs to know. It is kept in the store, so that all collectors on it
 * publish the same, and go on after a restart. Page, feed, badge and JSON are rendered from it.
 */
export interface Snapshot {
  /** A collector that knows another format starts anew from the counts. */
  format: typeof SNAPSHOT_FORMAT;
  /** ms since 1970. */
  atMs: number;
  status: Status;
  history: Record<HistoryWindow, HistoryPoint[]>;
  /** Newest first, of the last {@link INCIDENT_DAYS} days. */
  incidents: PublishedIncident[];
  memory: Memory;
}

export const SNAPSHOT_FORMAT = 2;
export const INCIDENT_DAYS = 90;

/** `GET /v1/status`. Counts are devices, rounded; null is not known, or too few to show. Times are ISO 8601, UTC. */
export interface Status {
  status: CrowdStatus;
  since: string;
  updatedAt: string;
  windowMinutes: number;
  /** Devices with trouble in the window. */
  problem: number | null;
  /** Devices without. */
  ok: number | null;
  /** Part of the devices that use X which have trouble, with its 95 % bounds. */
  share: number | null;
  shareLow: number | null;
  shareHigh: number | null;
  /** Devices with trouble that are usual in this hour of the week. */
  expected: number | null;
  /** Most frequent first. */
  symptoms: { symptom: string; n: number }[];
  cells: CellStatus[];
  /** The id of the incident that goes on. */
  incident: string | null;
  /** The share of healthy and of troubled devices that shall report in this slot. */
  sampling: SamplingRates & { slot: number };
  /** Digests (SHA-256, hex) of the key directories by day and tier, such as `20780/1`; empty while there are none. */
  keys: Record<string, string>;
  mode: ReportMode;
}

/** Development: reports are not signed, or with keys that anybody has, who can count as often as they like. */
export type ReportMode = 'development' | 'signed';

/** What the status says of how reports are checked. */
export type Signing = Pick<Status, 'keys' | 'mode'>;
export const UNSIGNED: Signing = { keys: {}, mode: 'development' };

export interface CellStatus {
  /** ISO 3166 for a country, UN M49 for a region with its smaller countries. */
  cell: string;
  status: CrowdStatus;
  problem: number;
  ok: number;
  share: number | null;
  expected: number | null;
}

export const HISTORY_WINDOWS = ['24h', '7d', '90d'] as const;
export type HistoryWindow = (typeof HISTORY_WINDOWS)[number];

/** Minutes of one point: a slot, an hour, a day. */
export const STEP_MINUTES: Record<HistoryWindow, number> = { '24h': 15, '7d': 60, '90d': 1440 };

/** One step of `GET /v1/history`. Devices that report in several slots of a step count in each. */
export interface HistoryPoint {
  start: string;
  problem: number | null;
  ok: number | null;
  share: number | null;
  shareLow: number | null;
  shareHigh: number | null;
  expected: number | null;
  /** Reports for it may still come. */
  isProvisional: boolean;
  /** The collector was not running: not a zero. */
  isGap: boolean;
}

/** One entry of `GET /v1/incidents`. */
export interface PublishedIncident {
  id: string;
  start: string;
  detected: string;
  /** Null while it goes on. */
  end: string | null;
  peak: { at: string; problem: number };
  symptoms: string[];
  cells: string[];
}

/** What is not published but needed for the next snapshot. */
export interface Memory {
  world: Track;
  cells: Record<string, Track>;
  /** The incident that goes on. */
  incident?: Incident;
  baseline: Baseline;
}

/** Made when an hour begins, and again when the last one is rolled up. What is not known yet is left out. */
export interface Baseline {
  hour: number;
  /** The first hour that was not rolled up. */
  nextHour: number;
  /** What is usual in this hour. */
  world?: UsualHour;
  cells: Record<string, UsualHour>;
  /** Devices with trouble that were usual in the hours of the last week and this one. */
  hours: Record<string, number>;
}
