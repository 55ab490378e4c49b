import { type CountForecast, midTail, partOf, upperTail } from './negative-binomial.ts';
import { type PanelNow, shareNow } from './share.ts';
import {
  BURST_ALPHA,
  CLEAR_FACTOR,
  ELEVATED_ALPHA,
  ELEVATED_SHARE,
  FORGED_PANEL_ALPHA,
  MIN_BURSTS,
  MIN_ELEVATED_DEVICES,
  MIN_OUTAGE_DEVICES,
  ONSET_FACTOR,
  OUTAGE_ALPHA,
  OUTAGE_FACTOR,
  OUTAGE_PACE,
  OUTAGE_SHARE,
  RECENT_MINUTES,
  USUAL_SHARE_FACTOR,
  WINDOW_MINUTES,
} from './thresholds.ts';
import { Z_99 } from './wilson.ts';

/** What the collector publishes of the crowd. */
export type CrowdStatus = 'calm' | 'elevated' | 'outage' | 'no-data';

/** What is known of one cell, or the world, in the newest window. */
export interface Evidence extends PanelNow {
  /** Devices with trouble. */
  problem: number;
  /** Those of them that got into it within the newest minutes. */
  recentProblem: number;
  /** The same minute by minute, newest first: in how many places anybody did, and how much of the minute is over. */
  bursts: readonly { places: number; part: number }[];
  /** Devices with trouble that windows have had in the last hours; undefined when that is not known. */
  lately?: number;
  /** Devices that use X now, by what the panel stands for; undefined when that is not known yet. */
  devices?: number;
  /** Whether anybody reported at all: silence is not calm. */
  isAlive: boolean;
  /** Devices with trouble that a calm window of this hour of the week has; undefined when that is not known yet. */
  expected?: CountForecast;
  /** The usual part of devices with trouble, and its upper bound. */
  usualShare?: { share: number; shareHigh: number };
}

export interface WindowVerdict {
  status: CrowdStatus;
  /** Well below what raises an alarm: half-way it stays as it is. */
  isClear: boolean;
}

/** Judges one window by itself. Shares speak where there is a panel, counts where there is an expectation. */
export function judgeWindow(evidence: Evidence): WindowVerdict {
  const { problem, expected, isAlive } = evidence;
  const share = shareNow(evidence, Z_99);
  if (!isAlive || (!share && !expected)) return { status: 'no-data', isClear: true };
  const raised = raisedShare(evidence);
  const isClear = !isElevatedByCount(evidence, CLEAR_FACTOR) && (share?.share ?? 0) < raised * CLEAR_FACTOR;
  const isShareOutage = (share?.low ?? 0) >= Math.max(OUTAGE_SHARE, raised);
  if ((isShareOutage && problem >= MIN_OUTAGE_DEVICES) || isOutageByCount(evidence))
    return { status: 'outage', isClear };
  const isShareElevated = (share?.low ?? 0) >= raised && problem >= MIN_ELEVATED_DEVICES;
  if (isShareElevated || isElevatedByCount(evidence)) return { status: 'elevated', isClear };
  return { status: 'calm', isClear };
}

const raisedShare = ({ usualShare }: Evidence): number =>
  Math.max(ELEVATED_SHARE, USUAL_SHARE_FACTOR * (usualShare?.shareHigh ?? 0));

/** The whole window, and its newest part. */
const windowsOf = ({ problem, recentProblem }: Evidence) => [
  { count: problem, part: 1 },
  { count: recentProblem, part: RECENT_MINUTES / WINDOW_MINUTES },
];

/** @param way from the usual to what is too much: half-way, an excess is looked at as if it were twice as large */
function isElevatedByCount(evidence: Evidence, way = 1): boolean {
  const usual = usualOf(evidence);
  if (!usual) return false;
  const isCountTooHigh = windowsOf(evidence).some(({ count, part }) => {
    const expected = partOf(usual, part);
    const seen = expected.mean + (count - expected.mean) / way;
    return seen >= MIN_ELEVATED_DEVICES && midTail(expected, seen) < ELEVATED_ALPHA;
  });
  return isCountTooHigh || burstTail(evidence, usual, way) < BURST_ALPHA;
}

function isOutageByCount(evidence: Evidence): boolean {
  const usual = usualOf(evidence);
  if (!usual) return false;
  const { devices = 0, lately = 0 } = evidence;
  // What has been there for hours has not just broken.
  const before = partOf(usual, Math.max(1, lately / usual.mean));
  const isSure = burstTail(evidence, before) < OUTAGE_ALPHA;
  return windowsOf(evidence).some(({ count, part }) => {
    const large = Math.max(OUTAGE_FACTOR * usual.mean, ONSET_FACTOR * before.mean, OUTAGE_PACE * devices);
    return (
      count >= Math.max(MIN_OUTAGE_DEVICES, large * part) &&
      (isSure || midTail(partOf(before, part), count) < OUTAGE_ALPHA)
    );
  });
}

/** More devices than usual have more trouble than usual, and it is no news. */
function usualOf({ expected, devices, usualShare }: Evidence): CountForecast | undefined {
  if (!expected) return undefined;
  const mean = Math.max(expected.mean, (devices ?? 0) * (usualShare?.share ?? 0));
  return partOf(expected, mean / expected.mean);
}

/**
 * How likely trouble from so many places is in the newest minutes, however many of them tell it best. Devices of one place
 * and minute may have met the same mishap, and count as one: what is left comes independently, so that few can tell.
 */
function burstTail({ bursts }: Evidence, { mean, variance, dispersion }: CountForecast, way = 1): number {
  const doubt = (variance - dispersion * mean) / mean ** 2;
  let [count, minutes, least] = [0, 0, 1];
  for (const { places, part } of bursts) {
    count += places;
    minutes += part;
    const usual = (mean * minutes) / WINDOW_MINUTES;
    const seen = usual + (count - usual) / way;
    if (seen >= Math.max(MIN_BURSTS, usual))
      least = Math.min(least, midTail({ mean: usual, variance: usual + doubt * usual ** 2 }, seen));
  }
  return least;
}

/**
 * Whether more reports of trouble say that they are of the panel than can have been drawn: then somebody says so always.
 * @param drawn how many of all reports of trouble were drawn, on average
 */
export function isPanelForged(panelReports: number, drawn: number): boolean {
  // Those drawn are binomial: the Poisson has the longer tail.
  return (
    panelReports >= MIN_ELEVATED_DEVICES &&
    upperTail({ mean: drawn, variance: drawn }, panelReports) < FORGED_PANEL_ALPHA
  );
}
