import type { CrowdStatus, WindowVerdict } from './judge-window.ts';
import type { Lately } from './lately.ts';
import { CLEAR_AFTER_MINUTES, RAISE_AFTER_MINUTES } from './thresholds.ts';

/** A cell's status over time. Times are in minutes since 1970. */
export interface Track {
  status: CrowdStatus;
  /** Since when the status is what it is. */
  sinceMinute: number;
  /** Since when windows have had an excess, without a break. */
  raisedSince?: number;
  /** Since when windows have been clear, without a break. */
  clearSince?: number;
  /** What an outage has to stand out from. */
  lately?: Lately;
}

const RANK: Record<CrowdStatus, number> = { 'no-data': 0, calm: 0, elevated: 1, outage: 2 };

/**
 * Follows a cell by one more window. Elevated at once; an outage after a minute with an excess throughout; down after ten
 * that are clear throughout; without data an alarm is over as soon, because nobody can tell that it lasts.
 */
export function follow(track: Track | undefined, verdict: WindowVerdict, minute: number): Track {
  if (!track) return follow({ status: 'no-data', sinceMinute: minute }, verdict, minute);
  const { status, sinceMinute } = track;
  const raisedSince = RANK[verdict.status] > 0 ? (track.raisedSince ?? minute) : undefined;
  const clearSince = verdict.isClear ? (track.clearSince ?? minute) : undefined;
  if (RANK[verdict.status] > RANK[status] && isBelieved(verdict.status, minute, raisedSince))
    return { status: verdict.status, sinceMinute: minute, ...(raisedSince !== undefined && { raisedSince }) };
  if (RANK[status] === 0 && RANK[verdict.status] === 0 && status !== verdict.status)
    return { status: verdict.status, sinceMinute: minute };
  if (RANK[status] > 0 && clearSince !== undefined && minute - clearSince >= CLEAR_AFTER_MINUTES)
    return { status: verdict.status === 'no-data' ? 'no-data' : 'calm', sinceMinute: minute };
  return {
    status,
    sinceMinute,
    ...(raisedSince !== undefined && { raisedSince }),
    ...(clearSince !== undefined && { clearSince }),
  };
}

const isBelieved = (status: CrowdStatus, minute: number, raisedSince = minute) =>
  status === 'elevated' || minute - raisedSince >= RAISE_AFTER_MINUTES;
