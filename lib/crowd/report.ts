import { CELLS } from './cells.ts';
import { EARLY_SECONDS, GRACE_SECONDS, SLOT_SECONDS } from './slot.ts';

/**
 * A crowd report: what one device saw in one slot, and the token that lets it count once. Always the same size, so that
 * the length tells nothing. Big-endian:
 *
 *     offset  size  field
 *          0     4  slot
 *          4    32  nonce, random
 *         36   256  signature over slot and nonce
 *        292     1  age: whole minutes since onset
 *        293     1  cell
 *        294     1  bits 0-3 symptom (0 = ok), bit 7 panel, others 0
 *        295     1  version
 */
export interface Report {
  slot: number;
  nonce: Uint8Array;
  signature: Uint8Array;
  /** Whole minutes since what it tells of began, 0 to {@link MAX_AGE_MINUTES}. */
  ageMinutes: number;
  /** A place in {@link CELLS}. */
  cell: number;
  symptom: ReportedSymptom;
  /** Drawn into the slot's panel: this device reports whether it sees trouble or not. */
  isPanel: boolean;
}

/** What a report can say, at the place of its code. Codes are for ever: append, never reorder. */
export const REPORTED_SYMPTOMS = [
  'ok',
  'blank-page',
  'empty-feed',
  'empty-list',
  'empty-profile',
  'timeline-error',
  'stuck-loading',
  'script-failure',
  'posting-failed',
  'server-error',
  'unreachable',
  'rate-limited',
  'partial',
] as const;
export type ReportedSymptom = (typeof REPORTED_SYMPTOMS)[number];

export const REPORT_BYTES = 296;
export const REPORT_VERSION = 1;
export const NONCE_BYTES = 32;
export const SIGNATURE_BYTES = 256;

/** From the first minute of a slot to the end of its grace: nothing older can belong to it. */
export const MAX_AGE_MINUTES = (SLOT_SECONDS + GRACE_SECONDS) / 60;

const AT = { slot: 0, nonce: 4, signature: 36, age: 292, cell: 293, symptom: 294, version: 295 } as const;

export type ReportField = keyof typeof AT;

/** The fields of a report in their order, each from its first byte to the one after its last. */
export const REPORT_FIELDS: readonly { field: ReportField; from: number; to: number }[] = Object.entries(
  AT,
).map(([field, from], index, fields) => ({
  field: field as ReportField,
  from,
  to: fields[index + 1]?.[1] ?? REPORT_BYTES,
}));

const PANEL_BIT = 0x80;
const SYMPTOM_BITS = 0x0f;
const MAX_SLOT = 0xffff_ffff;

/** A field that no honest device sends. */
export type ReportFault = 'length' | 'version' | 'age' | 'cell' | 'symptom' | 'reserved-bits';

const isWholeUpTo = (max: number, value: number) => Number.isInteger(value) && value >= 0 && value <= max;

/**
 * The bytes of a report.
 * @throws RangeError when a field is out of its range: a mistake of the caller.
 */
export function encodeReport(report: Report): Uint8Array<ArrayBuffer> {
  const { slot, nonce, signature, ageMinutes, cell, symptom, isPanel } = report;
  const code = REPORTED_SYMPTOMS.indexOf(symptom);
  if (!isWholeUpTo(MAX_SLOT, slot)) throw new RangeError(`slot ${slot}`);
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`nonce of ${nonce.length} bytes`);
  if (signature.length !== SIGNATURE_BYTES) throw new RangeError(`signature of ${signature.length} bytes`);
  if (!isWholeUpTo(MAX_AGE_MINUTES, ageMinutes)) throw new RangeError(`age of ${ageMinutes} minutes`);
  if (!isWholeUpTo(CELLS.length - 1, cell)) throw new RangeError(`cell ${cell}`);
  if (code < 0) throw new RangeError(`symptom ${symptom}`);
  const bytes = new Uint8Array(REPORT_BYTES);
  new DataView(bytes.buffer).setUint32(AT.slot, slot);
  bytes.set(nonce, AT.nonce);
  bytes.set(signature, AT.signature);
  bytes[AT.age] = ageMinutes;
  bytes[AT.cell] = cell;
  bytes[AT.symptom] = code | (isPanel ? PANEL_BIT : 0);
  bytes[AT.version] = REPORT_VERSION;
  return bytes;
}

/** Reads a report. Nonce and signature are views of `bytes`, not copies. */
export function decodeReport(bytes: Uint8Array): Report | ReportFault {
  if (bytes.length !== REPORT_BYTES) return 'length';
  const { [AT.age]: ageMinutes = 0, [AT.cell]: cell = 0, [AT.symptom]: flags = 0 } = bytes;
  if (bytes[AT.version] !== REPORT_VERSION) return 'version';
  if ((flags & ~(SYMPTOM_BITS | PANEL_BIT)) !== 0) return 'reserved-bits';
  const symptom = REPORTED_SYMPTOMS[flags & SYMPTOM_BITS];
  if (symptom === undefined) return 'symptom';
  if (cell >= CELLS.length) return 'cell';
  if (ageMinutes > MAX_AGE_MINUTES) return 'age';
  return {
    slot: new DataView(bytes.buffer, bytes.byteOffset).getUint32(AT.slot),
    nonce: bytes.subarray(AT.nonce, AT.signature),
    signature: bytes.subarray(AT.signature, AT.age),
    ageMinutes,
    cell,
    symptom,
    isPanel: (flags & PANEL_BIT) !== 0,
  };
}

/** Where a server time, in ms since 1970, stands to the time in which a slot's reports are taken. */
export function slotWindow(slot: number, atMs: number): 'early' | 'open' | 'late' {
  const startMs = slot * SLOT_SECONDS * 1000;
  if (atMs < startMs - EARLY_SECONDS * 1000) return 'early';
  return atMs <= startMs + (SLOT_SECONDS + GRACE_SECONDS) * 1000 ? 'open' : 'late';
}
