/** 64 bits: no two of the few thousand places a reader visits ever meet by chance. */
const HASH_BYTES = 8;

/**
 * Hashes the name of a place with a salt that never leaves this browser, so that the record knows a place again
 * without knowing whose it is.
 */
export async function hashPlace(salt: string, placeName: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt}\n${placeName}`));
  return Array.from(new Uint8Array(digest, 0, HASH_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
