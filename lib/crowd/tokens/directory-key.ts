import { fromBase64Url } from './bytes.ts';
import { directoryMessage } from './messages.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** ECDSA P-256 with SHA-256, r and s after each other. */
export const DIRECTORY_SIGNATURE_BYTES = 64;

/** The keys in a list with commas between, as builds and configurations name them. */
export const listKeys = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);

/**
 * Makes a key ready to check directories with.
 * @param key the uncompressed point of a P-256 key in base64url
 * @throws when it is none
 */
export const importDirectoryKey = async (key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64Url(key), P256, false, ['verify']);

/** Whether one of the pinned keys has signed a directory's body: the current one, or the one that comes after it. */
export async function isSignedByAny(
  keys: readonly CryptoKey[],
  body: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const message = directoryMessage(body);
  for (const key of keys)
    if (
      await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature as BufferSource, message)
    )
      return true;
  return false;
}
