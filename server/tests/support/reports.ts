import { randomBytes } from 'node:crypto';
import { cellOf, WORLD_CELL } from '../../../lib/crowd/cells.ts';
import { encodeReport, NONCE_BYTES, type Report, SIGNATURE_BYTES } from '../../../lib/crowd/report.ts';
import { slotAt } from '../../../lib/crowd/slot.ts';
import type { AdmittedReport } from '../../src/store/store.ts';

/** A Wednesday noon, and the first minute of a slot. */
export const NOON_MS = Date.UTC(2026, 10, 18, 12);
export const NOON_MINUTE = NOON_MS / 60_000;
export const MINUTE_MS = 60_000;

/** The number of a cell that exists. */
export const cell = (code: string): number => cellOf(code) ?? WORLD_CELL;

/** A report as a device sends it; everything not said is usual. */
export const reportBytes = (report: Partial<Report> = {}): Uint8Array<ArrayBuffer> =>
  encodeReport({
    slot: slotAt(NOON_MS),
    nonce: randomBytes(NONCE_BYTES),
    signature: new Uint8Array(SIGNATURE_BYTES),
    ageMinutes: 0,
    cell: cell('IN'),
    symptom: 'empty-feed',
    isPanel: false,
    ...report,
  });

/** A report as a store gets it. */
export const admitted = (report: Partial<AdmittedReport> = {}): AdmittedReport => ({
  slot: slotAt(NOON_MS),
  nullifier: randomBytes(16).toString('hex'),
  payload: 1,
  minute: NOON_MINUTE,
  cell: cell('IN'),
  symptom: 2,
  tier: 1,
  isPanel: false,
  ...report,
});
