import {
  CLEAR_FACTOR,
  ELEVATED_DEVIATIONS,
  ELEVATED_SHARE,
  MIN_ELEVATED_DEVICES,
  MIN_OUTAGE_DEVICES,
  MIN_PANEL,
  OUTAGE_FACTOR,
  OUTAGE_SHARE,
  OVERDISPERSION,
} from './thresholds.ts';
import { type Interval, wilson, Z_95, Z_99 } from './wilson.ts';

/** What the collector publishes of the crowd. */
export type CrowdStatus = 'calm' | 'elevated' | 'outage' | 'no-data';

/** What is known of one cell, or the world, in the newest window. */
export interface Evidence {
  /** Devices with trouble. */
  problem: number;
  /** Those of the panel. */
  panelProblem: number;
  /** How many devices the panel holds; undefined when that is not known yet. */
  panelSize?: number;
  /** Devices with trouble that a calm window of this hour of the week has; undefined when that is not known yet. */
  expected?: number;
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
export function shareOf({ panelProblem, panelSize = 0 }: Evidence, z = Z_95): Share | undefined {
  if (panelSize < MIN_PANEL) return undefined;
  const troubled = Math.min(panelProblem, panelSize);
  return { share: troubled / panelSize, ...wilson(troubled, panelSize, z) };
}

/** Judges one window by itself. Shares speak where there is a panel, counts where there is an expectation. */
export function judgeWindow(evidence: Evidence): WindowVerdict {
  const share = shareOf(evidence, Z_99);
  const { problem, expected } = evidence;
  if (!share && expected === undefined) return { status: 'no-data', isClear: true };
  const usual = expected ?? 0;
  const raised = expected === undefined ? Infinity : excessAt(usual);
  const outage = expected === undefined ? Infinity : Math.max(MIN_OUTAGE_DEVICES, OUTAGE_FACTOR * usual);
  const isClear =
    problem < usual + (raised - usual) * CLEAR_FACTOR && (share?.share ?? 0) < ELEVATED_SHARE * CLEAR_FACTOR;
  if ((share?.low ?? 0) >= OUTAGE_SHARE || problem >= outage) return { status: 'outage', isClear };
  if ((share?.low ?? 0) >= ELEVATED_SHARE || problem >= raised) return { status: 'elevated', isClear };
  return { status: 'calm', isClear };
}

/** How many devices with trouble are more than chance makes of the expected. */
function excessAt(expected: number): number {
  const deviation = Math.sqrt(OVERDISPERSION * Math.max(expected, 1));
  return Math.max(MIN_ELEVATED_DEVICES, expected + ELEVATED_DEVIATIONS * deviation);
}
