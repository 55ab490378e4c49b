import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { toBase64Url } from '../../../lib/crowd/tokens/bytes.ts';
import { SALT_BYTES } from '../../../lib/crowd/tokens/pss.ts';

/** The public key of a directory's modulus, for OpenSSL. */
export const publicKeyOf = (modulus: Uint8Array): KeyObject =>
  createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: toBase64Url(modulus), e: 'AQAB' } });

/**
 * Whether a key has signed a token. Runs in a thread of its own (0.1 ms), so that a flood of reports does not hold up the
 * rest.
 */
export const isTokenSigned = (key: KeyObject, message: Uint8Array, signature: Uint8Array): Promise<boolean> =>
  new Promise((resolve, reject) =>
    verify(
      'sha384',
      message,
      { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES },
      signature,
      (error, isSigned) => (error ? reject(error) : resolve(isSigned)),
    ),
  );
