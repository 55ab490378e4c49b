import { SLOT_SECONDS } from '../../../lib/crowd/slot.ts';
import type { SamplingRates } from '../store/store.ts';
import type { Figures } from './figures.ts';

/** A healthy device speaks once a day on average; four times an hour when there may be trouble. */
const CALM_OK_RATE = 1 / 96;
const ALERT_OK_RATE = 1 / 4;

/**
 * Which share of the devices shall report in a slot. Within a slot it never changes, so that a report's weight is known.
 * @param last the last slot's figures: as many devices are expected to report now
 */
export function directSampling(isAlert: boolean, last: Figures, maxReportsPerSecond: number): SamplingRates {
  const ceiling = maxReportsPerSecond * SLOT_SECONDS;
  const wanted = isAlert ? ALERT_OK_RATE : CALM_OK_RATE;
  return {
    ok: Math.min(wanted, ceiling / 2 / Math.max(last.ok + last.problem, 1)),
    problem: Math.min(1, ceiling / 2 / Math.max(last.problem, 1)),
  };
}
