import { firstSlotOf, SLOTS_PER_DAY } from '../day.ts';
import { SLOT_SECONDS } from '../slot.ts';
import type { Tier } from '../tier.ts';
import { concat, toHex, u32, u32At } from './bytes.ts';
import { DIRECTORY_SIGNATURE_BYTES, isSignedByAny } from './directory-key.ts';
import { decodeNamedCells, encodeNamedCells, type NamedCells } from './named-cells.ts';
import { checkModulus, MODULUS_BYTES } from './token-key.ts';

/**
 * The public keys of one day and tier, the same file for everybody and for ever: `GET /v1/keys/<day>/<tier>`.
 * Big-endian:
 *
 *     offset     size  field
 *          0       64  signature over a label and everything that follows
 *         64        4  magic `FCD1`
 *         68        4  seconds of a slot
 *         72        4  first slot
 *         76        4  day
 *         80        2  K, keys of slots
 *         82        1  tier
 *         83        1  R, keys of renewals
 *         84    256 K  moduli of the slots, in their order; the exponent is always 65537
 *       then    256 R  moduli of the renewals
 *       then  1 + 5 C  the cells that devices may name: how many, then each
 *
 * It holds no time: every download would differ, and nobody could compare them.
 */
export interface KeyDirectory {
  day: number;
  tier: Tier;
  /** Of the day's slots, in their order. */
  slotModuli: Uint8Array[];
  /** Signs the token that this day can be renewed with. */
  renewalModulus: Uint8Array;
  namedCells: NamedCells;
}

const MAGIC = [0x46, 0x43, 0x44, 0x31];
const AT = {
  magic: 0,
  slotSeconds: 4,
  firstSlot: 8,
  day: 12,
  slotKeys: 16,
  tier: 18,
  renewalKeys: 19,
  moduli: 20,
};
const RENEWAL_KEYS = 1;
const KEYS = SLOTS_PER_DAY + RENEWAL_KEYS;
const CELLS_AT = AT.moduli + KEYS * MODULUS_BYTES;

/** Larger is no directory of this format, whatever its cells: whoever downloads one may stop there. */
export const MAX_DIRECTORY_BYTES = DIRECTORY_SIGNATURE_BYTES + CELLS_AT + 1 + 255 * 5;

/** What is wrong with a directory. None of it happens to an honest issuer. */
export type DirectoryFault =
  | 'signature'
  | 'magic'
  | 'length'
  | 'slot-seconds'
  | 'day'
  | 'first-slot'
  | 'tier'
  | 'slot-keys'
  | 'renewal-keys'
  | 'modulus'
  | 'equal-moduli'
  | 'cells';

/** A directory without its signature: the issuer signs it with the label of directories. */
export function encodeDirectory(directory: KeyDirectory): Uint8Array<ArrayBuffer> {
  const { day, tier, slotModuli, renewalModulus, namedCells } = directory;
  const moduli = [...slotModuli, renewalModulus];
  if (moduli.length !== KEYS || moduli.some(({ length }) => length !== MODULUS_BYTES))
    throw new RangeError('a directory has a modulus of 256 bytes for each slot and one for renewals');
  return concat(
    Uint8Array.from(MAGIC),
    u32(SLOT_SECONDS),
    u32(firstSlotOf(day)),
    u32(day),
    Uint8Array.of(0, SLOTS_PER_DAY, tier, RENEWAL_KEYS),
    ...moduli,
    encodeNamedCells(namedCells),
  );
}

/** What was asked for, and whose word on it is taken. */
export interface Expected {
  day: number;
  tier: Tier;
  /** The pinned keys, of which one must have signed. */
  keys: readonly CryptoKey[];
}

/**
 * Reads a directory and checks everything about it, before any of its keys is used. Takes 40 ms, for the moduli.
 * Moduli are views of `bytes`, not copies.
 */
export async function openDirectory(
  bytes: Uint8Array,
  expected: Expected,
): Promise<KeyDirectory | DirectoryFault> {
  const body = bytes.subarray(DIRECTORY_SIGNATURE_BYTES);
  if (!(await isSignedByAny(expected.keys, body, bytes.subarray(0, DIRECTORY_SIGNATURE_BYTES))))
    return 'signature';
  return decodeDirectory(body, expected);
}

/** Reads a directory whose signature nobody doubts, from behind its signature: the issuer's own. */
export function decodeDirectory(
  body: Uint8Array,
  { day, tier }: Pick<Expected, 'day' | 'tier'>,
): KeyDirectory | DirectoryFault {
  if (MAGIC.some((byte, index) => body[index] !== byte)) return 'magic';
  if (body.length <= CELLS_AT) return 'length';
  if (u32At(body, AT.slotSeconds) !== SLOT_SECONDS) return 'slot-seconds';
  if (u32At(body, AT.day) !== day) return 'day';
  if (u32At(body, AT.firstSlot) !== firstSlotOf(day)) return 'first-slot';
  if (body[AT.tier] !== tier) return 'tier';
  if (body[AT.slotKeys] !== 0 || body[AT.slotKeys + 1] !== SLOTS_PER_DAY) return 'slot-keys';
  if (body[AT.renewalKeys] !== RENEWAL_KEYS) return 'renewal-keys';
  const moduli = Array.from({ length: KEYS }, (_, index) => {
    const at = AT.moduli + index * MODULUS_BYTES;
    return body.subarray(at, at + MODULUS_BYTES);
  });
  if (!moduli.every(isUsable)) return 'modulus';
  if (new Set(moduli.map(toHex)).size !== KEYS) return 'equal-moduli';
  const namedCells = decodeNamedCells(body.subarray(CELLS_AT));
  if (!namedCells) return 'cells';
  const slotModuli = moduli.slice(0, SLOTS_PER_DAY);
  const [renewalModulus] = moduli.slice(SLOTS_PER_DAY);
  return renewalModulus ? { day, tier, slotModuli, renewalModulus, namedCells } : 'renewal-keys';
}

function isUsable(modulus: Uint8Array): boolean {
  try {
    checkModulus(modulus);
    return true;
  } catch {
    return false;
  }
}

/** The key of a slot; undefined when the slot is of another day. */
export const modulusOfSlot = ({ day, slotModuli }: KeyDirectory, slot: number): Uint8Array | undefined =>
  slotModuli[slot - firstSlotOf(day)];

/** What a directory is known by: the SHA-256 of the whole file, in hex. The published status holds it. */
export const digestOf = async (bytes: Uint8Array): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));

/** What a directory's digest is published under, and where it is: day and tier. */
export const directoryName = ({ day, tier }: Pick<KeyDirectory, 'day' | 'tier'>): string => `${day}/${tier}`;
