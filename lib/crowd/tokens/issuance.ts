import { SLOTS_PER_DAY } from '../day.ts';
import { NONCE_BYTES, SIGNATURE_BYTES } from '../report.ts';
import { NEW, SEASONED, type Tier } from '../tier.ts';
import { concat, u32, u32At } from './bytes.ts';
import { MODULUS_BYTES } from './token-key.ts';

/**
 * What a device asks the issuer for: `POST /v1/tokens`. Big-endian:
 *
 *     size  field
 *        4  day that the new renewal token is bound to
 *        1  tier of the set: 0 when fresh, 1 when renewed
 *        1  mode: 0 fresh, 1 renewal
 *      for a renewal:
 *        4    day of the token that is spent
 *        1    tier of the token that is spent
 *       32    its nonce
 *      256    its signature
 *    260 N  for each slot, in their order: slot, and the blinded message
 *      256  the blinded message of the new renewal token
 */
export interface IssuanceRequest {
  day: number;
  /** Absent in a request for a fresh set. */
  spent?: RenewalToken;
  slots: BlindedSlot[];
  renewal: Uint8Array;
}

export interface BlindedSlot {
  slot: number;
  blinded: Uint8Array;
}

/** Lets a device have one more set of tokens, once. */
export interface RenewalToken {
  day: number;
  /** Of the directory whose key signed it. */
  tier: Tier;
  nonce: Uint8Array;
  signature: Uint8Array;
}

/** What it gets: `server time u32, a blind signature for each slot, one for the renewal token`. */
export interface IssuanceAnswer {
  /** Seconds since 1970. The device's clock may be wrong; slots go by this one. */
  serverSeconds: number;
  /** In the order of the request's slots. */
  slots: Uint8Array[];
  renewal: Uint8Array;
}

const HEAD_BYTES = 6;
const TOKEN_BYTES = 4 + 1 + NONCE_BYTES + SIGNATURE_BYTES;
const SLOT_BYTES = 4 + MODULUS_BYTES;
const TIME_BYTES = 4;
const AT = { day: 0, tier: 4, mode: 5 } as const;
const FRESH = 0;
const RENEWAL = 1;

/** A fresh set reaches into the next day. */
const MAX_SLOTS = { [FRESH]: 2 * SLOTS_PER_DAY, [RENEWAL]: SLOTS_PER_DAY };

/** The largest request there is. */
export const MAX_REQUEST_BYTES = HEAD_BYTES + TOKEN_BYTES + MAX_SLOTS[FRESH] * SLOT_BYTES + MODULUS_BYTES;

/** A field that no honest device sends. */
export type IssuanceFault = 'length' | 'mode' | 'tier' | 'slots';

/** The tier of the set that a request gets: a device is seasoned from its first renewal on. */
export const tierOf = ({ spent }: Pick<IssuanceRequest, 'spent'>): Tier => (spent ? SEASONED : NEW);

/** The bytes of a request. */
export function encodeRequest(request: IssuanceRequest): Uint8Array<ArrayBuffer> {
  const { day, spent, slots, renewal } = request;
  const head = concat(u32(day), Uint8Array.of(tierOf(request), spent ? RENEWAL : FRESH));
  const token = spent ? [u32(spent.day), Uint8Array.of(spent.tier), spent.nonce, spent.signature] : [];
  return concat(head, ...token, ...slots.flatMap(({ slot, blinded }) => [u32(slot), blinded]), renewal);
}

/** Reads a request. What it holds are views of `bytes`, not copies. */
export function decodeRequest(bytes: Uint8Array): IssuanceRequest | IssuanceFault {
  if (bytes.length < HEAD_BYTES) return 'length';
  const { [AT.tier]: tier, [AT.mode]: mode } = bytes;
  if (mode !== FRESH && mode !== RENEWAL) return 'mode';
  const slotsAt = HEAD_BYTES + (mode === RENEWAL ? TOKEN_BYTES : 0);
  const count = (bytes.length - slotsAt - MODULUS_BYTES) / SLOT_BYTES;
  if (!Number.isInteger(count) || count < 1 || count > MAX_SLOTS[mode]) return 'length';
  const spent = mode === RENEWAL ? decodeToken(bytes.subarray(HEAD_BYTES, slotsAt)) : undefined;
  if (tier !== (mode === RENEWAL ? SEASONED : NEW) || spent === 'tier') return 'tier';
  const slots = Array.from({ length: count }, (_, index) => {
    const entry = bytes.subarray(slotsAt + index * SLOT_BYTES, slotsAt + (index + 1) * SLOT_BYTES);
    return { slot: u32At(entry, 0), blinded: entry.subarray(4) };
  });
  const isAscending = slots.every(
    ({ slot }, index) => index === 0 || slot > (slots[index - 1]?.slot ?? slot),
  );
  if (!isAscending) return 'slots';
  return {
    day: u32At(bytes, AT.day),
    ...(spent && { spent }),
    slots,
    renewal: bytes.subarray(bytes.length - MODULUS_BYTES),
  };
}

function decodeToken(bytes: Uint8Array): RenewalToken | 'tier' {
  const tier = bytes[4];
  if (tier !== NEW && tier !== SEASONED) return 'tier';
  return {
    day: u32At(bytes, 0),
    tier,
    nonce: bytes.subarray(5, 5 + NONCE_BYTES),
    signature: bytes.subarray(5 + NONCE_BYTES),
  };
}

/** The bytes of an answer. */
export const encodeAnswer = ({ serverSeconds, slots, renewal }: IssuanceAnswer): Uint8Array<ArrayBuffer> =>
  concat(u32(serverSeconds), ...slots, renewal);

/**
 * Reads an answer to a request of so many slots. What it holds are views of `bytes`, not copies.
 * @returns undefined when it is none
 */
export function decodeAnswer(bytes: Uint8Array, slotCount: number): IssuanceAnswer | undefined {
  if (bytes.length !== TIME_BYTES + (slotCount + 1) * MODULUS_BYTES) return undefined;
  const signatures = Array.from({ length: slotCount + 1 }, (_, index) => {
    const at = TIME_BYTES + index * MODULUS_BYTES;
    return bytes.subarray(at, at + MODULUS_BYTES);
  });
  const renewal = signatures.pop();
  return renewal && { serverSeconds: u32At(bytes, 0), slots: signatures, renewal };
}
