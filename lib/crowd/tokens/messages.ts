import { NONCE_BYTES } from '../report.ts';
import { concat, u32 } from './bytes.ts';

/**
 * What is signed begins with what it is for, so that no signature can be passed off as another. A token's key is used
 * for nothing else: raw RSA signs anything.
 */
const LABELS = {
  directory: label('FeedCanary/key-directory/v1'),
  slot: label('FeedCanary/slot-token/v1'),
  renewal: label('FeedCanary/renewal-token/v1'),
};

function label(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${text}\0`);
}

/** What is signed of a key directory: everything in it but the signature. */
export const directoryMessage = (body: Uint8Array): Uint8Array<ArrayBuffer> => concat(LABELS.directory, body);

/** What a report's token signs. */
export const slotMessage = (slot: number, nonce: Uint8Array): Uint8Array<ArrayBuffer> =>
  concat(LABELS.slot, u32(slot), checked(nonce));

/** What the token signs that lets a device have the tokens of another day. */
export const renewalMessage = (day: number, nonce: Uint8Array): Uint8Array<ArrayBuffer> =>
  concat(LABELS.renewal, u32(day), checked(nonce));

/** A shorter nonce could carry what a broken key leaks. */
function checked(nonce: Uint8Array): Uint8Array {
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`nonce of ${nonce.length} bytes`);
  return nonce;
}
