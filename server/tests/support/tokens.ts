import { dayOfSlot } from '../../../lib/crowd/day.ts';
import { NONCE_BYTES } from '../../../lib/crowd/report.ts';
import { NEW, SEASONED, type Tier } from '../../../lib/crowd/tier.ts';
import { blind, finalise } from '../../../lib/crowd/tokens/blind-rsa.ts';
import { randomBytes } from '../../../lib/crowd/tokens/bytes.ts';
import { DEVELOPMENT_KEY } from '../../../lib/crowd/tokens/development-key.ts';
import { type KeyDirectory, modulusOfSlot, openDirectory } from '../../../lib/crowd/tokens/directory.ts';
import { importDirectoryKey } from '../../../lib/crowd/tokens/directory-key.ts';
import { decodeAnswer, encodeRequest, type RenewalToken } from '../../../lib/crowd/tokens/issuance.ts';
import { renewalMessage, slotMessage } from '../../../lib/crowd/tokens/messages.ts';
import { importKey } from '../../../lib/crowd/tokens/token-key.ts';

/** What lets a device report once in a slot. */
export interface SlotToken {
  slot: number;
  nonce: Uint8Array;
  signature: Uint8Array;
}

export interface TokenSet {
  slots: SlotToken[];
  renewal: RenewalToken;
}

/** A request for tokens, and what becomes of its answer. */
export interface Asking {
  request: Uint8Array<ArrayBuffer>;
  /** @throws when the answer holds anything but good signatures */
  finish: (answer: Uint8Array) => Promise<TokenSet>;
}

interface Wanted {
  /** Of the set's renewal token. */
  day: number;
  slots: readonly number[];
  /** The token to renew with. */
  spent?: RenewalToken;
}

/** Fetches a directory as a device does. */
export async function directoryOf(issuerUrl: string, day: number, tier: Tier): Promise<KeyDirectory> {
  const response = await fetch(`${issuerUrl}/v1/keys/${day}/${tier}`);
  const keys = [await importDirectoryKey(DEVELOPMENT_KEY)];
  const directory = await openDirectory(new Uint8Array(await response.arrayBuffer()), { day, tier, keys });
  if (typeof directory === 'string') throw new Error(`the directory is refused: ${directory}`);
  return directory;
}

/** Blinds what a device wants signed. */
export async function ask(issuerUrl: string, { day, slots, spent }: Wanted): Promise<Asking> {
  const tier = spent ? SEASONED : NEW;
  const days = new Set([day, ...slots.map(dayOfSlot)]);
  const directories = new Map<number, KeyDirectory>();
  for (const one of days) directories.set(one, await directoryOf(issuerUrl, one, tier));
  const blinding = async (modulus: Uint8Array, message: Uint8Array) => {
    const key = await importKey(modulus);
    const { blinded, unblinder } = await blind(key, message);
    return { blinded, finish: (signed: Uint8Array) => finalise(key, message, signed, unblinder) };
  };
  const asked = await Promise.all(
    slots.map(async (slot) => {
      const directory = directories.get(dayOfSlot(slot));
      const nonce = randomBytes(NONCE_BYTES);
      const modulus = (directory && modulusOfSlot(directory, slot)) ?? new Uint8Array();
      return { slot, nonce, ...(await blinding(modulus, slotMessage(slot, nonce))) };
    }),
  );
  const nonce = randomBytes(NONCE_BYTES);
  const renewal = await blinding(
    directories.get(day)?.renewalModulus ?? new Uint8Array(),
    renewalMessage(day, nonce),
  );
  return {
    request: encodeRequest({
      day,
      ...(spent && { spent }),
      slots: asked.map(({ slot, blinded }) => ({ slot, blinded })),
      renewal: renewal.blinded,
    }),
    finish: async (bytes) => {
      const answer = decodeAnswer(bytes, slots.length);
      if (!answer) throw new Error('the answer has another length');
      return {
        slots: await Promise.all(
          asked.map(async ({ slot, nonce: own, finish }, index) => ({
            slot,
            nonce: own,
            signature: await finish(answer.slots[index] ?? new Uint8Array()),
          })),
        ),
        renewal: { day, tier, nonce, signature: await renewal.finish(answer.renewal) },
      };
    },
  };
}

/** Asks for tokens and gets them. */
export async function getTokens(issuerUrl: string, wanted: Wanted): Promise<TokenSet> {
  const { request, finish } = await ask(issuerUrl, wanted);
  const response = await fetch(`${issuerUrl}/v1/tokens`, {
    method: 'POST',
    body: request,
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (response.status !== 200) throw new Error(`no tokens: ${response.status} ${await response.text()}`);
  return finish(new Uint8Array(await response.arrayBuffer()));
}
