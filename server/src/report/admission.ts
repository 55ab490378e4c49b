import {
  decodeReport,
  REPORT_VERSION,
  REPORTED_SYMPTOMS,
  type Report,
  type ReportFault,
  slotWindow,
} from '../../../lib/crowd/report.ts';
import { firstMinuteOf, SLOT_MINUTES } from '../../../lib/crowd/slot.ts';
import type { AdmittedReport, Tier } from '../store/store.ts';

const NULLIFIER_BYTES = 16;

/** Why a report is not taken, cheapest reason first. */
export type Refusal = { kind: 'malformed'; fault: ReportFault } | { kind: 'early' } | { kind: 'late' };

/** Everything that can be said of a report without looking at its signature, given the server's time. */
export function admit(bytes: Uint8Array, nowMs: number): Report | Refusal {
  const report = decodeReport(bytes);
  if (typeof report === 'string') return { kind: 'malformed', fault: report };
  const window = slotWindow(report.slot, nowMs);
  return window === 'open' ? report : { kind: window };
}

/** How a report whose signature is good counts. */
export function countedAs(report: Report, tier: Tier, nowMs: number): AdmittedReport {
  const symptom = REPORTED_SYMPTOMS.indexOf(report.symptom);
  const { nonce } = report;
  return {
    slot: report.slot,
    nullifier: Buffer.from(nonce.buffer, nonce.byteOffset, NULLIFIER_BYTES).toString('hex'),
    // Without the age: a retry minutes later states a higher one to keep its minute.
    payload: (report.cell << 16) | (symptom << 8) | (Number(report.isPanel) << 7) | REPORT_VERSION,
    minute: minuteOf(report, nowMs),
    cell: report.cell,
    symptom,
    tier,
    isPanel: report.isPanel,
  };
}

/** The minute of onset by the server's clock, kept within the slot: a token cannot move counts elsewhere. */
function minuteOf({ slot, ageMinutes }: Report, nowMs: number): number {
  const first = firstMinuteOf(slot);
  const onset = Math.floor(nowMs / 60_000) - ageMinutes;
  return Math.min(Math.max(onset, first), first + SLOT_MINUTES - 1);
}
