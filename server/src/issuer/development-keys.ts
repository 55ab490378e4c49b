import { createPrivateKey, generatePrime, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { bytesOf, inverse } from '../../../lib/crowd/tokens/integers.ts';
import { EXPONENT, MODULUS_BYTES } from '../../../lib/crowd/tokens/token-key.ts';
import type { MakeKey } from './signing-key.ts';

/** The private half of lib/crowd/tokens/development-key.ts, for everybody to read: what it signs proves nothing. */
export const DEVELOPMENT_PRIVATE_KEY: KeyObject = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: '_n4MuFMjROhfWxefz6XeQTMHfKc6LocsqX92qr9ShdU',
    y: 'Z3QzMNCDxquCcaOoPC1-lLeVuxvX0-xepNgOnLZhYPE',
    d: 'twR_2UGmaDyTLBmj0UUgczBqV0dPqI6Px494sWww6Kw',
  },
});

const PRIME_BITS = 4 * MODULUS_BYTES;

/**
 * Makes RSA keys out of all pairs of a few primes. Anybody who sees two that share a prime knows both, so they are worth
 * nothing; but 97 of them take a third of a second instead of eight, and a demo or a test need not wait.
 */
export function developmentKeys(): MakeKey {
  const primes: bigint[] = [];
  let newest = 0n;
  let partner = 0;
  return async () => {
    if (partner === primes.length) {
      if (newest > 0n) primes.push(newest);
      else primes.push(await suitablePrime());
      newest = await suitablePrime();
      partner = 0;
    }
    const key = keyOf(newest, primes[partner] ?? newest);
    partner += 1;
    // A turn of the event loop for others: a key takes two milliseconds of arithmetic.
    await new Promise(setImmediate);
    return key;
  };
}

async function suitablePrime(): Promise<bigint> {
  for (;;) {
    const prime = await promisify((bits: number, done: (error: Error | null, prime: bigint) => void) =>
      generatePrime(bits, { bigint: true }, done),
    )(PRIME_BITS);
    if (prime % EXPONENT !== 1n) return prime;
  }
}

function keyOf(p: bigint, q: bigint): KeyObject {
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const half = MODULUS_BYTES / 2;
  const encode = (value: bigint, bytes: number) => Buffer.from(bytesOf(value, bytes)).toString('base64url');
  const key: JsonWebKey = {
    kty: 'RSA',
    n: encode(p * q, MODULUS_BYTES),
    e: encode(EXPONENT, 3),
    d: encode(d, MODULUS_BYTES),
    p: encode(p, half),
    q: encode(q, half),
    dp: encode(d % (p - 1n), half),
    dq: encode(d % (q - 1n), half),
    qi: encode(inverse(q, p), half),
  };
  return createPrivateKey({ format: 'jwk', key });
}
