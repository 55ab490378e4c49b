import { SLOT_SECONDS } from '../../../lib/crowd/slot.ts';
import type { SamplingRates } from '../store/store.ts';
import type { Figures } from './figures.ts';

/** A healthy device speaks once a day on average; four times an hour when there may be trouble. */
const CALM_OK_RATE = 1 / 96;
const ALERT_OK_RATE = 1 / 4;
/**
 * So many devices in the panel tell a share well enough to keep floods and our own mistakes from being taken for an
 * outage. Where few have X open, more of them are asked, up to once an hour.
 */
const WANTED_PANEL = 100;

/**
 * Which share of the devices shall report in a slot. Within a slot it never changes, so that a report's weight is known.
 * @param last figures of the newest slots: as many devices are expected to report now
 */
export function directSampling(isAlert: boolean, last: Figures, maxReportsPerSecond: number): SamplingRates {
  const ceiling = maxReportsPerSecond * SLOT_SECONDS;
  const calm = last.ok > 0 ? Math.max(CALM_OK_RATE, WANTED_PANEL / (last.ok + last.problem)) : CALM_OK_RATE;
  const wanted = isAlert ? ALERT_OK_RATE : Math.min(calm, ALERT_OK_RATE);
  return {
    ok: Math.min(wanted, ceiling / 2 / Math.max(last.ok + last.problem, 1)),
    problem: Math.min(1, ceiling / 2 / Math.max(last.problem, 1)),
  };
}
