import { type CountForecast, midTail, partOf, upperTail } from './negative-binomial.ts';
import {
  CLEAR_FACTOR,
  ELEVATED_ALPHA,
  ELEVATED_SHARE,
  FORGED_PANEL_ALPHA,
  MIN_ELEVATED_DEVICES,
  MIN_OUTAGE_DEVICES,
  MIN_PANEL,
  OUTAGE_ALPHA,
  OUTAGE_FACTOR,
  OUTAGE_PACE,
  OUTAGE_SHARE,
  RECENT_MINUTES,
  USUAL_SHARE_FACTOR,
  WINDOW_MINUTES,
} from './thresholds.ts';
import { type Interval, wilson, Z_95, Z_99 } from './wilson.ts';

/** What the collector publishes of the crowd. */
export type CrowdStatus = 'calm' | 'elevated' | 'outage' | 'no-data';

/** What is known of one cell, or the world, in the newest window. */
export interface Evidence {
  /** Devices with trouble. */
  problem: number;
  /** Those of them that got into it within the newest minutes. */
  recentProblem: number;
  /** Reports of trouble from the panel. */
  panelProblem: number;
  /** How many devices the panel holds; undefined when that is not known yet. */
  panelSize?: number;
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

export interface Share extends Interval {
  share: number;
}

/** The share of devices with trouble, where the panel is large enough to say so. */
export function shareOf(
  { panelProblem, panelSize = 0 }: Pick<Evidence, 'panelProblem' | 'panelSize'>,
  z = Z_95,
): Share | undefined {
  if (panelSize < MIN_PANEL) return undefined;
  const troubled = Math.min(panelProblem, panelSize);
  return { share: troubled / panelSize, ...wilson(troubled, panelSize, z) };
}

/** Judges one window by itself. Shares speak where there is a panel, counts where there is an expectation. */
export function judgeWindow(evidence: Evidence): WindowVerdict {
  const { problem, expected, isAlive } = evidence;
  const share = shareOf(evidence, Z_99);
  if (!isAlive || (!share && !expected)) return { status: 'no-data', isClear: true };
  const raised = raisedShare(evidence);
  const isClear =
    !exceeds(evidence, CLEAR_FACTOR, isElevatedCount) && (share?.share ?? 0) < raised * CLEAR_FACTOR;
  const isShareOutage = (share?.low ?? 0) >= Math.max(OUTAGE_SHARE, raised);
  if ((isShareOutage && problem >= MIN_OUTAGE_DEVICES) || exceeds(evidence, 1, isOutageCount))
    return { status: 'outage', isClear };
  const isShareElevated = (share?.low ?? 0) >= raised && problem >= MIN_ELEVATED_DEVICES;
  if (isShareElevated || exceeds(evidence, 1, isElevatedCount)) return { status: 'elevated', isClear };
  return { status: 'calm', isClear };
}

const raisedShare = ({ usualShare }: Evidence): number =>
  Math.max(ELEVATED_SHARE, USUAL_SHARE_FACTOR * (usualShare?.shareHigh ?? 0));

interface CountJudgement {
  count: number;
  expected: CountForecast;
  /** How many would have trouble in a whole window if it went on like this, as part of all devices. */
  pace: number;
}

/**
 * Whether the whole window, or its newest part, has too many.
 * @param way from the usual to what would be too many: half-way, an excess is looked at as if it were twice as large
 */
function exceeds(evidence: Evidence, way: number, isTooMuch: (judged: CountJudgement) => boolean): boolean {
  const { problem, recentProblem, expected, devices } = evidence;
  if (!expected) return false;
  const usual = withTraffic(expected, evidence);
  return [
    { count: problem, part: 1 },
    { count: recentProblem, part: RECENT_MINUTES / WINDOW_MINUTES },
  ].some(({ count, part }) => {
    const { mean } = partOf(usual, part);
    return isTooMuch({
      count: mean + (count - mean) / way,
      expected: partOf(usual, part),
      pace: devices === undefined ? Infinity : count / part / devices,
    });
  });
}

/** More devices than usual have more trouble than usual, and it is no news. */
function withTraffic(expected: CountForecast, { devices, usualShare }: Evidence): CountForecast {
  const mean = Math.max(expected.mean, (devices ?? 0) * (usualShare?.share ?? 0));
  return partOf(expected, mean / expected.mean);
}

const isElevatedCount = ({ count, expected }: CountJudgement): boolean =>
  count >= MIN_ELEVATED_DEVICES && midTail(expected, count) < ELEVATED_ALPHA;

const isOutageCount = ({ count, expected, pace }: CountJudgement): boolean =>
  count >= Math.max(MIN_OUTAGE_DEVICES, OUTAGE_FACTOR * expected.mean) &&
  pace >= OUTAGE_PACE &&
  midTail(expected, count) < OUTAGE_ALPHA;

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
