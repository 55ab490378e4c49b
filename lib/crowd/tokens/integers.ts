/**
 * Arithmetic for blind RSA. BigInt does not take constant time; what it works on here are a device's own secrets, and
 * nobody else runs code beside it.
 */

/** The number that bytes write, big-endian. */
export const integerOf = (bytes: Uint8Array): bigint =>
  BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);

/**
 * A number in so many bytes, big-endian.
 * @throws RangeError when it needs more
 */
export function bytesOf(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16).padStart(2 * length, '0');
  if (hex.length > 2 * length) throw new RangeError('the number is too large');
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}

export const bitLength = (value: bigint): number => value.toString(2).length;

export function powMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let power = base % modulus;
  let result = 1n;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result;
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

/** @throws RangeError when both share a factor */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1] = [modulus, value % modulus];
  let [t0, t1] = [0n, 1n];
  while (r1 > 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (r0 !== 1n) throw new RangeError('the number has no inverse');
  return t0 < 0n ? t0 + modulus : t0;
}

/** By Newton's method, from above. */
export function isSquare(value: bigint): boolean {
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root * root === value;
    root = next;
  }
}
