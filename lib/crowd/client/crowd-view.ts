import type { CrowdStatus, PublishedPlace } from '../published-status.ts';
import type { ReportedSymptom } from '../report.ts';
import { isFresh, type PublishedCrowd, publishedPlaceOf } from './published-crowd.ts';

/** What the faces show of the crowd. */
export type CrowdView =
  /** Not asked for. */
  | { crowd: 'off' }
  /** Asked for, but nothing fresh is known. */
  | { crowd: 'unreachable' }
  | PublishedView;

interface PublishedView {
  crowd: CrowdStatus;
  /** Times by this device's clock. */
  sinceMs: number;
  updatedAtMs: number;
  /** Devices with trouble, and how many are usual; null is not known, or too few to tell. */
  problem: number | null;
  expected: number | null;
  /** The part of the devices with trouble, 0 to 1, with its bounds. */
  share: { share: number; low: number; high: number } | null;
  /** Most seen first. */
  symptoms: { symptom: ReportedSymptom; n: number }[];
  /** The reader's country, or the region that counts it, when large enough to be told of. */
  place: PublishedPlace | null;
  /** The last 24 hours in half hours, oldest first. */
  hours: CrowdBar[];
}

/** Half an hour: devices with trouble in the worse of its quarters, and how many are usual in one. */
export interface CrowdBar {
  startMs: number;
  problem: number | null;
  expected: number | null;
  /** Nobody counted. */
  isGap: boolean;
}

interface ViewInput {
  seesCrowd: boolean;
  /** What is known of what was published last. */
  published: PublishedCrowd | undefined;
  /** The cell this device would report from. */
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
