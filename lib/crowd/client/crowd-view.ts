import type { ReportedSymptom } from '../report.ts';

/** How many see trouble, against what is usual. */
export type CrowdStatus = 'calm' | 'elevated' | 'outage' | 'no-data';

/** What is published of half an hour. Numbers are null when too few report to show them. */
export interface CrowdBar {
  startMs: number;
  /** Devices that saw trouble. */
  problem: number | null;
  /** How many of them are usual. */
  expected: number | null;
  /** The collector was not up. */
  isGap: boolean;
}

/** What the faces show of the crowd. */
export type CrowdView =
  /** Not asked for. */
  | { crowd: 'off' }
  /** Asked for, and nothing fresh came. */
  | { crowd: 'unreachable' }
  | CrowdFigures;

export interface CrowdFigures {
  crowd: CrowdStatus;
  sinceMs: number;
  updatedAtMs: number;
  /** Devices that see trouble. */
  problem: number | null;
  expected: number | null;
  /** Of the devices that have X open, from 0 to 1. */
  share: { share: number; low: number; high: number } | null;
  /** Most seen first. */
  symptoms: { symptom: ReportedSymptom; n: number }[];
  /** The reader's country or region, when it is published. */
  place: CrowdPlace | null;
  /** 48 half hours, oldest first. */
  hours: CrowdBar[];
}

export interface CrowdPlace {
  /** ISO 3166 for a country, UN M49 for a region. */
  code: string;
  status: CrowdStatus;
  problem: number;
  ok: number;
  share: number | null;
  expected: number | null;
}
