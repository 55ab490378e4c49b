import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import { MODULUS_BYTES } from '../../../lib/crowd/tokens/token-key.ts';

/** A key that signs the tokens of one slot, or the renewals of one day. */
export interface SigningKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  modulus: Buffer;
}

/** Makes keys. The development mode has a fast one whose keys are worth nothing. */
export type MakeKey = () => Promise<KeyObject>;

/** A private RSA-2048 key; takes 70 to 105 ms of a core, in a thread of its own. */
export const makeKey: MakeKey = async () => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 8 * MODULUS_BYTES,
    publicExponent: 65_537,
  });
  return privateKey;
};

/** A private key with its public half, ready to sign. */
export function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const { n = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey, modulus: Buffer.from(n, 'base64url') };
}

/** How keys are kept. */
export const privateBytes = (key: KeyObject): Buffer => key.export({ type: 'pkcs8', format: 'der' });
export const privateKeyIn = (bytes: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' });

/** Whether a key can sign this: a number below its modulus, and not zero. */
export const isSignable = ({ modulus }: SigningKey, blinded: Uint8Array): boolean =>
  blinded.length === modulus.length && modulus.compare(blinded) > 0 && blinded.some((byte) => byte !== 0);

/**
 * Signs without knowing what, with raw RSA; takes about 1.1 ms. Its result is checked before anybody sees it: one wrong
 * by a fault of the processor would reveal the key's factors.
 * @throws Error on such a fault
 */
export function signBlindly({ privateKey, publicKey }: SigningKey, blinded: Uint8Array): Buffer {
  const padding = constants.RSA_NO_PADDING;
  const signature = privateDecrypt({ key: privateKey, padding }, blinded);
  if (!publicEncrypt({ key: publicKey, padding }, signature).equals(blinded))
    throw new Error('a signature came out wrong: nothing of it is given away');
  return signature;
}
