import { generateKeyPairSync } from 'node:crypto';
import { type BlindRSA, RSABSSA } from '@cloudflare/blindrsa-ts';
import { describe, expect, it } from 'vitest';
import { blind, finalise, verify } from '../../../../lib/crowd/tokens/blind-rsa.ts';
import { randomBytes, toHex } from '../../../../lib/crowd/tokens/bytes.ts';
import { bytesOf, integerOf, inverse, powMod } from '../../../../lib/crowd/tokens/integers.ts';
import { renewalMessage, slotMessage } from '../../../../lib/crowd/tokens/messages.ts';
import { checkModulus, importKey, type TokenKey } from '../../../../lib/crowd/tokens/token-key.ts';
import { makeKey, signBlindly, signingKeyOf } from '../../../../server/src/issuer/signing-key.ts';
import RFC_9474 from '../../../fixtures/crowd/rfc9474.json' with { type: 'json' };

const bytesIn = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const SLOT = 1_995_000;

describe('blind RSA', () => {
  it.each(RFC_9474.vectors)('does, bit for bit, as RFC 9474 says: $name', async (vector) => {
    const key = await importKey(bytesIn(vector.n), integerOf);
    const message = bytesIn(vector.preparedMessage);
    const factor = inverse(integerOf(bytesIn(vector.inverse)), key.modulus);
    const { blinded, unblinder } = await blind(key, message, { salt: bytesIn(vector.salt), factor });
    expect(toHex(blinded)).toBe(vector.blindedMessage);
    expect(toHex(bytesOf(unblinder, key.bytes))).toBe(vector.inverse);
    const signed = powMod(integerOf(blinded), integerOf(bytesIn(vector.d)), key.modulus);
    expect(toHex(bytesOf(signed, key.bytes))).toBe(vector.blindSignature);
    const signature = await finalise(key, message, bytesIn(vector.blindSignature), unblinder);
    expect(toHex(signature)).toBe(vector.signature);
  });

  it('is understood by another implementation’s issuer and verifier', async () => {
    const other = RSABSSA.SHA384.PSS.Deterministic();
    const { publicKey, privateKey } = await otherKeys(other);
    const key = await importKey(await modulusOf(publicKey));
    const message = slotMessage(SLOT, randomBytes(32));
    const { blinded, unblinder } = await blind(key, message);
    const signature = await finalise(key, message, await other.blindSign(privateKey, blinded), unblinder);
    expect(await other.verify(publicKey, signature, message)).toBe(true);
  });

  it('signs for another implementation’s client, and verifies what that has', async () => {
    const other = RSABSSA.SHA384.PSS.Deterministic();
    const ours = signingKeyOf(await makeKey());
    const publicKey = await crypto.subtle.importKey(
      'jwk',
      { ...ours.publicKey.export({ format: 'jwk' }), alg: 'PS384', ext: true } as JsonWebKey,
      { name: 'RSA-PSS', hash: 'SHA-384' },
      true,
      ['verify'],
    );
    const message = slotMessage(SLOT, randomBytes(32));
    const { blindedMsg, inv } = await other.blind(publicKey, message);
    const signature = await other.finalize(publicKey, message, signBlindly(ours, blindedMsg), inv);
    expect(await verify(await importKey(ours.modulus), message, signature)).toBe(true);
  });

  it('refuses what the issuer did not sign, or signed with another key', async () => {
    const [ours, foreign] = [signingKeyOf(await makeKey()), signingKeyOf(await makeKey())];
    const key = await importKey(ours.modulus);
    const message = slotMessage(SLOT, randomBytes(32));
    const { blinded, unblinder } = await blind(key, message);
    const signed = signBlindly(ours, blinded);
    for (const wrong of [
      blinded,
      signed.subarray(1),
      Buffer.concat([signed, Buffer.of(0)]),
      new Uint8Array(256).fill(0xff),
      new Uint8Array(256),
      ...(isBelow(blinded, foreign.modulus) ? [signBlindly(foreign, blinded)] : []),
    ])
      await expect(finalise(key, message, wrong, unblinder)).rejects.toThrow(/signature/);
    expect(await finalise(key, message, signed, unblinder)).toHaveLength(256);
  });

  it('hides the message: the same one never looks the same to the issuer', async () => {
    const key = await importKey(signingKeyOf(await makeKey()).modulus);
    const message = slotMessage(SLOT, new Uint8Array(32));
    const seen = await Promise.all(Array.from({ length: 5 }, () => blind(key, message)));
    expect(new Set(seen.map(({ blinded }) => toHex(blinded))).size).toBe(5);
  });

  it('keeps the purposes of signatures apart', async () => {
    const ours = signingKeyOf(await makeKey());
    const key = await importKey(ours.modulus);
    const nonce = randomBytes(32);
    const signature = await signedBy(ours, key, slotMessage(SLOT, nonce));
    expect(await verify(key, slotMessage(SLOT, nonce), signature)).toBe(true);
    expect(await verify(key, slotMessage(SLOT + 1, nonce), signature)).toBe(false);
    expect(await verify(key, renewalMessage(SLOT, nonce), signature)).toBe(false);
    expect(await verify(key, slotMessage(SLOT, nonce).slice(-36), signature)).toBe(false);
  });

  it('has no message for a nonce of another length', () => {
    for (const length of [0, 16, 31, 33])
      for (const message of [slotMessage, renewalMessage])
        expect(() => message(SLOT, new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('a modulus', () => {
  const good = modulusOfSize(2048);

  it('of an honest key is taken', async () => {
    expect((await importKey(good)).modulus).toBe(integerOf(good));
  });

  it.each([
    ['of 2047 bits', bytesOf(integerOf(good) >> 1n, 256)],
    ['of 1024 bits', modulusOfSize(1024)],
    ['of 3072 bits', modulusOfSize(3072)],
    ['that is even', bytesOf(integerOf(good) - 1n, 256)],
    ['with a small factor', bytesOf(multipleOf(2039n), 256)],
    ['of ones', new Uint8Array(256).fill(0xff)],
  ])('%s is refused', async (_what, modulus) => {
    await expect(importKey(modulus)).rejects.toThrow(/modulus/);
  });

  it('that is the square of a large prime is refused for that', () => {
    const p = integerOf(Buffer.from(primeFactor(), 'base64url'));
    expect(() => checkModulus(bytesOf(p * p, 256))).toThrow(/square/);
  });
});

function modulusOfSize(modulusLength: number): Uint8Array {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return Uint8Array.from(Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
}

function primeFactor(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }).p ?? '';
}

/** An odd number of 2048 bits. */
function multipleOf(factor: bigint): bigint {
  const least = (1n << 2047n) / factor + 1n;
  return factor * (least | 1n);
}

const isBelow = (bytes: Uint8Array, modulus: Buffer) => modulus.compare(bytes) > 0;

async function signedBy(ours: ReturnType<typeof signingKeyOf>, key: TokenKey, message: Uint8Array) {
  const { blinded, unblinder } = await blind(key, message);
  return finalise(key, message, signBlindly(ours, blinded), unblinder);
}

const otherKeys = (other: BlindRSA) =>
  other.generateKey({ modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) });

async function modulusOf(key: CryptoKey): Promise<Uint8Array> {
  const { n = '' } = await crypto.subtle.exportKey('jwk', key);
  return Uint8Array.from(Buffer.from(n, 'base64url'));
}
