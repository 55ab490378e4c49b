import { concat, u32 } from './bytes.ts';

const HASH_BYTES = 48;
const TRAILER = 0xbc;

/** What the signatures of tokens are: RSA-PSS with SHA-384 and a salt as long (RFC 9474, RSABSSA-SHA384-PSS). */
export const SALT_BYTES = 48;

const sha384 = async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest('SHA-384', bytes as BufferSource));

/** EMSA-PSS-ENCODE with SHA-384 and MGF1 of it (RFC 8017, section 9.1.1). */
export async function encodePss(
  message: Uint8Array,
  bits: number,
  salt: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const length = Math.ceil(bits / 8);
  const hash = await sha384(concat(new Uint8Array(8), await sha384(message), salt));
  const block = new Uint8Array(length - HASH_BYTES - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  const mask = await mgf1(hash, block.length);
  const masked = block.map((byte, index) => byte ^ (mask[index] ?? 0));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits));
  return concat(masked, hash, Uint8Array.of(TRAILER));
}

async function mgf1(seed: Uint8Array, length: number): Promise<Uint8Array> {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, counter) =>
    sha384(concat(seed, u32(counter))),
  );
  return concat(...(await Promise.all(blocks))).subarray(0, length);
}
