import { randomBytes } from './bytes.ts';
import { bitLength, bytesOf, gcd, integerOf, inverse, powMod } from './integers.ts';
import { encodePss, SALT_BYTES } from './pss.ts';
import { EXPONENT, type TokenKey } from './token-key.ts';

/**
 * Blind RSA signatures (RFC 9474), the device's side. The issuer signs without seeing what; afterwards nobody can tell
 * which signing a signature came from.
 *
 * @example
 * const { blinded, unblinder } = await blind(key, slotMessage(slot, nonce));
 * // the issuer turns `blinded` into `blindSignature`
 * const signature = await finalise(key, slotMessage(slot, nonce), blindSignature, unblinder);
 */
export interface Blinded {
  /** What the issuer gets. */
  blinded: Uint8Array<ArrayBuffer>;
  /** What takes the blinding away. Never leaves the device. */
  unblinder: bigint;
}

/** For published test vectors only: in earnest both are random. */
interface Chosen {
  salt?: Uint8Array;
  factor?: bigint;
}

/** Hides a message from the issuer that shall sign it. */
export async function blind(key: TokenKey, message: Uint8Array, chosen: Chosen = {}): Promise<Blinded> {
  const { modulus, bytes } = key;
  const salt = chosen.salt ?? randomBytes(SALT_BYTES);
  const encoded = integerOf(await encodePss(message, bitLength(modulus) - 1, salt));
  if (gcd(encoded, modulus) !== 1n) throw new RangeError('the message shares a factor with the modulus');
  const factor = chosen.factor ?? randomFactor(key);
  return {
    blinded: bytesOf((encoded * powMod(factor, EXPONENT, modulus)) % modulus, bytes),
    unblinder: inverse(factor, modulus),
  };
}

/** Uniform in 2 to modulus - 1: what falls outside is drawn again. */
function randomFactor({ modulus, bytes }: TokenKey): bigint {
  for (;;) {
    const factor = integerOf(randomBytes(bytes));
    if (factor >= 2n && factor < modulus) return factor;
  }
}

/**
 * Takes the blinding off a signature, and checks it: an issuer that signs wrongly on purpose could mark a device.
 * @throws RangeError when it is no signature of the message
 */
export async function finalise(
  key: TokenKey,
  message: Uint8Array,
  blindSignature: Uint8Array,
  unblinder: bigint,
): Promise<Uint8Array<ArrayBuffer>> {
  const { modulus, bytes } = key;
  const signed = integerOf(blindSignature);
  if (blindSignature.length !== bytes || signed >= modulus)
    throw new RangeError('a signature is out of range');
  const signature = bytesOf((signed * unblinder) % modulus, bytes);
  if (!(await verify(key, message, signature))) throw new RangeError('a signature is wrong');
  return signature;
}

/** Whether the key has signed the message. */
export const verify = ({ key }: TokenKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> =>
  crypto.subtle.verify(
    { name: 'RSA-PSS', saltLength: SALT_BYTES },
    key,
    signature as BufferSource,
    message as BufferSource,
  );
