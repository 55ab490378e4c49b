import { cellOf, WORLD_CELL } from '../cells.ts';
import { encodeReport, NONCE_BYTES, SIGNATURE_BYTES } from '../report.ts';
import { SLOT_SECONDS, slotAt } from '../slot.ts';
import type { SharingView } from './sharing-view.ts';

/** What a report sent now would hold; random bytes stand for the token, which looks just as random. */
export function exampleReport(
  told: Pick<SharingView['example'], 'symptom' | 'cell' | 'isPanel'>,
  nowMs: number,
  randomBytes: (length: number) => Uint8Array,
): SharingView['example'] {
  const slot = slotAt(nowMs);
  const bytes = encodeReport({
    ...told,
    slot,
    nonce: randomBytes(NONCE_BYTES),
    signature: randomBytes(SIGNATURE_BYTES),
    ageMinutes: 0,
    cell: cellOf(told.cell) ?? WORLD_CELL,
  });
  return { ...told, bytes, slotStartMs: slot * SLOT_SECONDS * 1000 };
}
