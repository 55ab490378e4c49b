import { toBase64Url } from './bytes.ts';
import { integerOf, isSquare } from './integers.ts';

/** Every key of a directory is RSA-2048 with the exponent 65537. */
export const MODULUS_BYTES = 256;
export const EXPONENT = 65_537n;
const EXPONENT_BASE64URL = 'AQAB';

/** The public half of a key that signs tokens. */
export interface TokenKey {
  modulus: bigint;
  /** Of the modulus, and of all that is signed with it. */
  bytes: number;
  key: CryptoKey;
}

const SMALL_PRIMES = primesBelow(2048);

function primesBelow(limit: number): bigint[] {
  const isComposite = new Uint8Array(limit);
  const primes: bigint[] = [];
  for (let n = 2; n < limit; n += 1) {
    if (isComposite[n]) continue;
    primes.push(BigInt(n));
    for (let multiple = n * n; multiple < limit; multiple += n) isComposite[multiple] = 1;
  }
  return primes;
}

/**
 * Refuses moduli that no honest issuer makes and that could make blinding leak. It cannot know all of them: the nonce's
 * 256 random bits, the salt's 384 and the check of every signature carry the rest. Takes 0.4 ms.
 * @throws RangeError when it is not 2048 bits long, is even, has a small factor or is a square
 */
export function checkModulus(modulus: Uint8Array): bigint {
  if (modulus.length !== MODULUS_BYTES || (modulus[0] ?? 0) < 0x80)
    throw new RangeError('a modulus is not of 2048 bits');
  const value = integerOf(modulus);
  if (SMALL_PRIMES.some((prime) => value % prime === 0n))
    throw new RangeError('a modulus has a small factor');
  if (isSquare(value)) throw new RangeError('a modulus is a square');
  return value;
}

/**
 * Makes a key ready to blind and to verify with.
 * @param check turns the bytes into a number, or refuses them; published test vectors have moduli of other sizes
 * @throws RangeError when `check` refuses the modulus
 */
export async function importKey(
  modulus: Uint8Array,
  check: (modulus: Uint8Array) => bigint = checkModulus,
): Promise<TokenKey> {
  const value = check(modulus);
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'RSA', alg: 'PS384', n: toBase64Url(modulus), e: EXPONENT_BASE64URL, ext: true },
    { name: 'RSA-PSS', hash: 'SHA-384' },
    false,
    ['verify'],
  );
  return { modulus: value, bytes: modulus.length, key };
}
