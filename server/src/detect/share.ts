import { MIN_PANEL } from './thresholds.ts';
import { type Interval, wilson, Z_95 } from './wilson.ts';

/** The part of the devices in use that has trouble, and what chance makes of it. */
export interface Share extends Interval {
  share: number;
}

/** What the panel says now. */
export interface PanelNow {
  /** Reports of trouble from it, in the newest window. */
  panelProblem: number;
  /** All of its reports in the last slot that is all in; undefined when that is not known. */
  panelSize?: number;
  /** How many of the latter one of the former stands for, when another part of the devices was asked in the two. */
  panelWeight?: number;
}

/** The share of a slot that is all in: each of the panel has said what it saw. Undefined when too few were asked. */
export function shareOfSlot(troubled: number, asked: number): Share | undefined {
  if (asked < MIN_PANEL) return undefined;
  return { share: troubled / asked, ...wilson(troubled, asked, Z_95) };
}

/**
 * The share of now. A panel is drawn for each slot anew: who has trouble is of one, how many there are is of another, so
 * both are counts by chance, and none is a part of the other. Given their sum, one of two Poisson counts is binomial;
 * the bounds of its part of the sum are those of the ratio's odds (Przyborowski and Wilenski, Biometrika 31, 1940).
 */
export function shareNow(
  { panelProblem, panelSize = 0, panelWeight = 1 }: PanelNow,
  z = Z_95,
): Share | undefined {
  if (panelSize < MIN_PANEL) return undefined;
  const { low, high } = wilson(panelProblem, panelProblem + panelSize, z);
  const shareOf = (ratio: number) => Math.min(1, ratio * panelWeight);
  return {
    share: shareOf(panelProblem / panelSize),
    low: shareOf(low / (1 - low)),
    high: shareOf(high / (1 - high)),
  };
}
