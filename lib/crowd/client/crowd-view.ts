import type { CrowdStatus, PublishedPlace } from '../published-status.ts';
import type { ReportedSymptom } from '../report.ts';
import { isFresh, type PublishedCrowd, publishedPlaceOf } from './published-crowd.ts';

export type { CrowdStatus, PublishedPlace as CrowdPlace } from '../published-status.ts';

/** What is published of half an hour. Numbers are null when too few report to show them. */
export interface CrowdBar {
  startMs: number;
  /** Devices that saw trouble, in the worse of its quarters. */
  problem: number | null;
  /** How many of them are usual in a quarter. */
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

/** Times are by this device's clock. */
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
  /** The reader's country, or the region that counts it, when it is published. */
  place: PublishedPlace | null;
  /** 48 half hours, oldest first. */
  hours: CrowdBar[];
}

interface ViewInput {
  seesCrowd: boolean;
  /** What is known of what was published last. */
  published: PublishedCrowd | undefined;
  /** The code of the cell this device would report from. */
  ownCode: string | undefined;
  hours: CrowdBar[];
  nowMs: number;
}

/** What there is to show now. */
export function crowdView({ seesCrowd, published, ownCode, hours, nowMs }: ViewInput): CrowdView {
  if (!seesCrowd) return { crowd: 'off' };
  if (!isFresh(published, nowMs)) return { crowd: 'unreachable' };
  const { status, sinceMs, problem, expected, share, symptoms } = published.status;
  return {
    crowd: status,
    sinceMs: Math.min(sinceMs - published.clockAheadMs, nowMs),
    updatedAtMs: published.asOfMs,
    problem,
    expected,
    share,
    symptoms,
    place: publishedPlaceOf(published.status, ownCode) ?? null,
    hours,
  };
}
