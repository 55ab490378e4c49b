import { expect, it } from 'vitest';
import {
  isSignable,
  makeKey,
  privateBytes,
  privateKeyIn,
  signBlindly,
  signingKeyOf,
} from '../src/issuer/signing-key.ts';

const blinded = new Uint8Array(256).fill(1);

it('a signature that came out wrong is not given away: it would reveal the key', async () => {
  const keys = [signingKeyOf(await makeKey()), signingKeyOf(await makeKey())];
  // Whatever the smaller key signs is a number that the larger one can check.
  const [key, other] = keys.sort((a, b) => a.modulus.compare(b.modulus));
  expect(key && signBlindly(key, blinded)).toHaveLength(256);
  expect(() => key && other && signBlindly({ ...key, publicKey: other.publicKey }, blinded)).toThrow(
    /came out wrong/,
  );
});

it('a key signs the same after it was kept', async () => {
  const key = signingKeyOf(await makeKey());
  const kept = signingKeyOf(privateKeyIn(privateBytes(key.privateKey)));
  expect(signBlindly(kept, blinded)).toEqual(signBlindly(key, blinded));
  expect(kept.modulus).toEqual(key.modulus);
});

it('a key signs numbers from one up to its modulus', async () => {
  const key = signingKeyOf(await makeKey());
  const one = new Uint8Array(256).with(255, 1);
  const zero = new Uint8Array(256);
  expect([one, blinded].map((value) => isSignable(key, value))).toEqual([true, true]);
  for (const value of [zero, key.modulus, new Uint8Array(256).fill(0xff), blinded.slice(1)])
    expect(isSignable(key, value)).toBe(false);
});
