import { SLOT_SECONDS } from '../../../lib/crowd/slot.ts';
import type { SamplingRates } from '../store/store.ts';

/** A healthy device speaks once a day on average; four times an hour when there may be trouble. */
const CALM_OK_RATE = 1 / 96;
const ALERT_OK_RATE = 1 / 4;
/**
 * So many devices in the panel tell a share well enough to keep floods and our own mistakes from being taken for an
 * outage. Where few have X open, more of them are asked, up to once an hour.
 */
const WANTED_PANEL = 100;

/** More tell no more, not even of small places: from here on the same number is asked, however many there are. */
const MOST_CALM_PANEL = 20_000;

/**
 * Which share of the devices shall report in a slot. Within a slot it never changes, so that a report's weight is known;
 * so it must be low enough for the moment in which all of them get into trouble.
 * @param inUse devices that used X in the last slot whose reports are all in; 0 when nobody knows
 */
export function directSampling(isAlert: boolean, inUse: number, maxReportsPerSecond: number): SamplingRates {
  const most = (maxReportsPerSecond * SLOT_SECONDS) / 2 / Math.max(inUse, 1);
  const few = inUse > 0 ? WANTED_PANEL / inUse : 0;
  const many = inUse > 0 ? MOST_CALM_PANEL / inUse : 1;
  const calm = Math.min(Math.max(CALM_OK_RATE, few), many, ALERT_OK_RATE);
  return { ok: Math.min(isAlert ? ALERT_OK_RATE : calm, most), problem: Math.min(1, most) };
}
