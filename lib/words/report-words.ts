import type { SharingView } from '../crowd/client/sharing-view.ts';
import { REPORT_FIELDS, type ReportField } from '../crowd/report.ts';
import { SLOT_MINUTES } from '../crowd/slot.ts';
import { numberWords } from './number-words.ts';
import { placeName } from './place-words.ts';
import { symptomWords } from './symptom-words.ts';
import { spanWords } from './time-words.ts';
import type { Translate } from './translate.ts';

/** A field of a report: what it is for, what it says, and its bytes. */
export interface FieldWords {
  field: ReportField;
  label: string;
  says: string;
  hex: string;
}

/** All bytes of a report, field by field. */
export function reportWords(
  example: SharingView['example'],
  nowMs: number,
  t: Translate,
  locale: string,
): FieldWords[] {
  return REPORT_FIELDS.map(({ field, from, to }) => {
    const bytes = example.bytes.subarray(from, to);
    return {
      field,
      label: t(`field.${field}`),
      says: fieldWords(field, bytes, example, nowMs, t, locale),
      hex: hexOf(bytes),
    };
  });
}

function fieldWords(
  field: ReportField,
  bytes: Uint8Array,
  { slotStartMs, cell, symptom, isPanel }: SharingView['example'],
  nowMs: number,
  t: Translate,
  locale: string,
): string {
  switch (field) {
    case 'slot':
      return spanWords(slotStartMs, slotStartMs + SLOT_MINUTES * 60_000, nowMs, locale);
    case 'nonce':
      return t('fieldSays.nonce');
    case 'signature':
      return t('fieldSays.signature');
    case 'cell':
      return placeName(cell, t, locale);
    case 'symptom':
      return t(isPanel ? 'fieldSays.drawn' : 'fieldSays.notDrawn', symptomWords(symptom, t));
    case 'age':
    case 'version':
      return numberWords(bytes[0] ?? 0, locale);
  }
}

/** Two digits a byte, with blanks to break lines at. */
const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
