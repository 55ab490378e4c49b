import { dayOfSlot } from '../day.ts';
import { NONCE_BYTES } from '../report.ts';
import { NEW, SEASONED, type Tier } from '../tier.ts';
import { blind, finalise } from '../tokens/blind-rsa.ts';
import { randomBytes } from '../tokens/bytes.ts';
import { type DirectoryFault, type KeyDirectory, modulusOfSlot, openDirectory } from '../tokens/directory.ts';
import { bytesOf, integerOf } from '../tokens/integers.ts';
import { decodeAnswer, encodeRequest, type RenewalToken } from '../tokens/issuance.ts';
import { renewalMessage, slotMessage } from '../tokens/messages.ts';
import { importKey, MODULUS_BYTES, type TokenKey } from '../tokens/token-key.ts';
import type { BlindedMessage, SlotToken, TokenRequest } from './kept.ts';
import type { WantedSet } from './refill.ts';

/** A key directory as it came, and as it was read. */
export interface Directory {
  bytes: Uint8Array<ArrayBuffer>;
  read: KeyDirectory;
}

/** The tier of a set: a device is seasoned from its first renewal on. */
const tierOfSet = ({ spent }: Pick<WantedSet, 'spent'>): Tier => (spent ? SEASONED : NEW);

/** The directories that a set's keys are in. */
export function directoriesOf(wanted: WantedSet): { day: number; tier: Tier }[] {
  const days = new Set([...wanted.slots.map(dayOfSlot), wanted.day]);
  return [...days].map((day) => ({ day, tier: tierOfSet(wanted) }));
}

/** Blinds a message for each token of a set. Takes two or three ms a token. */
export async function makeRequest(
  { day, slots, spent }: WantedSet,
  directories: readonly Directory[],
): Promise<TokenRequest> {
  const tier = tierOfSet({ ...(spent && { spent }) });
  const blinded = [];
  for (const slot of slots) {
    const key = await slotKey(directories, slot);
    blinded.push({ slot, tier, ...(await blindNew(key, (nonce) => slotMessage(slot, nonce))) });
  }
  const key = await importKey(directoryOf(directories, day).renewalModulus);
  const renewal = { tier, ...(await blindNew(key, (nonce) => renewalMessage(day, nonce))) };
  return {
    day,
    body: encodeRequest({ day, ...(spent && { spent }), slots: blinded, renewal: renewal.blinded }),
    slots: blinded.map(({ blinded: _sent, ...kept }) => kept),
    renewal: { nonce: renewal.nonce, unblinder: renewal.unblinder, tier },
    directories: directories.map(({ bytes, read }) => ({ bytes, day: read.day, tier: read.tier })),
  };
}

async function blindNew(
  key: TokenKey,
  messageOf: (nonce: Uint8Array) => Uint8Array,
): Promise<BlindedMessage & { blinded: Uint8Array }> {
  const nonce = randomBytes(NONCE_BYTES);
  const { blinded, unblinder } = await blind(key, messageOf(nonce));
  return { nonce, blinded, unblinder: bytesOf(unblinder, MODULUS_BYTES) };
}

function directoryOf(directories: readonly Directory[], day: number): KeyDirectory {
  const directory = directories.find(({ read }) => read.day === day);
  if (!directory) throw new RangeError(`no directory of day ${day}`);
  return directory.read;
}

function slotKey(directories: readonly Directory[], slot: number): Promise<TokenKey> {
  const modulus = modulusOfSlot(directoryOf(directories, dayOfSlot(slot)), slot);
  if (!modulus) throw new RangeError(`no key of slot ${slot}`);
  return importKey(modulus);
}

/** Tokens that were asked for, ready to be kept. */
export interface TokenSet {
  serverMs: number;
  tokens: SlotToken[];
  renewal: RenewalToken;
}

/**
 * Makes tokens of an issuer's answer. All of them are checked, for one that is wrong on purpose could mark a device.
 *
 * @returns undefined when anything is wrong with the answer; then none of it may be used
 */
export async function openAnswer(
  request: TokenRequest,
  answer: Uint8Array,
  directoryKeys: readonly CryptoKey[],
): Promise<TokenSet | undefined> {
  const decoded = decodeAnswer(answer, request.slots.length);
  const directories = await openAll(request, directoryKeys);
  if (!decoded || !directories) return undefined;
  try {
    const tokens: SlotToken[] = [];
    for (const [index, { slot, tier, nonce, unblinder }] of request.slots.entries()) {
      const blindSignature = decoded.slots[index] ?? new Uint8Array();
      const key = await slotKey(directories, slot);
      const signature = await finalise(key, slotMessage(slot, nonce), blindSignature, integerOf(unblinder));
      tokens.push({ slot, tier, nonce, signature });
    }
    const { day, renewal } = request;
    const { nonce, tier, unblinder } = renewal;
    const key = await importKey(directoryOf(directories, day).renewalModulus);
    const message = renewalMessage(day, nonce);
    const signature = await finalise(key, message, decoded.renewal, integerOf(unblinder));
    return { serverMs: decoded.serverSeconds * 1000, tokens, renewal: { day, tier, nonce, signature } };
  } catch {
    return undefined;
  }
}

/** Checked again: a request may have been kept over a restart, and what is on a disk may be damaged. */
async function openAll(
  { directories }: TokenRequest,
  keys: readonly CryptoKey[],
): Promise<Directory[] | undefined> {
  const opened: Directory[] = [];
  for (const { bytes, day, tier } of directories) {
    const read: KeyDirectory | DirectoryFault = await openDirectory(bytes, { day, tier, keys });
    if (typeof read === 'string') return undefined;
    opened.push({ bytes, read });
  }
  return opened;
}
