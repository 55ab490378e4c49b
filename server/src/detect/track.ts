import type { CrowdStatus, WindowVerdict } from './judge-window.ts';
import { CLEAR_AFTER_MINUTES, RAISE_AFTER_MINUTES } from './thresholds.ts';

/** A cell's status over time. Times are in minutes since 1970. */
export interface Track {
  status: CrowdStatus;
  /** Since when the status is what it is. */
  sinceMinute: number;
  /** Since when windows have been worse than the status, without a break. */
  worseSince?: number;
  /** Since when windows have been clear, without a break. */
  clearSince?: number;
}

const RANK: Record<CrowdStatus, number> = { 'no-data': 0, calm: 0, elevated: 1, outage: 2 };

/**
 * Follows a cell by one more window. Up after a minute that is worse throughout, down after ten that are clear
 * throughout; without data an alarm is over as soon, because nobody can tell that it lasts.
 */
export function follow(track: Track | undefined, verdict: WindowVerdict, minute: number): Track {
  if (!track) return follow({ status: 'no-data', sinceMinute: minute }, verdict, minute);
  const { status, sinceMinute } = track;
  const isWorse = RANK[verdict.status] > RANK[status];
  const worseSince = isWorse ? (track.worseSince ?? minute) : undefined;
  const clearSince = verdict.isClear ? (track.clearSince ?? minute) : undefined;
  if (worseSince !== undefined && minute - worseSince >= RAISE_AFTER_MINUTES)
    return { status: verdict.status, sinceMinute: minute };
  if (RANK[status] === 0 && RANK[verdict.status] === 0 && status !== verdict.status)
    return { status: verdict.status, sinceMinute: minute };
  if (RANK[status] > 0 && clearSince !== undefined && minute - clearSince >= CLEAR_AFTER_MINUTES)
    return { status: verdict.status === 'no-data' ? 'no-data' : 'calm', sinceMinute: minute };
  return {
    status,
    sinceMinute,
    ...(worseSince !== undefined && { worseSince }),
    ...(clearSince !== undefined && { clearSince }),
  };
}
