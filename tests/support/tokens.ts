import { type KeyObject, sign } from 'node:crypto';
import { CELLS } from '../../lib/crowd/cells.ts';
import { SLOTS_PER_DAY } from '../../lib/crowd/day.ts';
import type { Tier } from '../../lib/crowd/tier.ts';
import { concat } from '../../lib/crowd/tokens/bytes.ts';
import { encodeDirectory, type KeyDirectory } from '../../lib/crowd/tokens/directory.ts';
import { directoryMessage } from '../../lib/crowd/tokens/messages.ts';
import { DEVELOPMENT_PRIVATE_KEY, developmentKeys } from '../../server/src/issuer/development-keys.ts';
import { type SigningKey, signingKeyOf } from '../../server/src/issuer/signing-key.ts';

/** The keys of one day and tier, with their private halves. */
export interface TestKeys {
  directory: KeyDirectory;
  /** As the issuer serves it. */
  bytes: Uint8Array<ArrayBuffer>;
  slots: SigningKey[];
  renewal: SigningKey;
}

/** A directory of which the private halves are known, signed with the development key. */
export async function makeTestKeys(day: number, tier: Tier): Promise<TestKeys> {
  const makeKey = developmentKeys();
  const keys: SigningKey[] = [];
  for (let i = 0; i <= SLOTS_PER_DAY; i += 1) keys.push(signingKeyOf(await makeKey()));
  const renewal = keys.pop();
  if (!renewal) throw new Error('no keys');
  const directory = {
    day,
    tier,
    slotModuli: keys.map(({ modulus }) => Uint8Array.from(modulus)),
    renewalModulus: Uint8Array.from(renewal.modulus),
    namedCells: new Set(CELLS.keys()),
  };
  return { directory, bytes: signedDirectory(encodeDirectory(directory)), slots: keys, renewal };
}

/** A directory's body with a signature before it. */
export const signedDirectory = (
  body: Uint8Array,
  key: KeyObject = DEVELOPMENT_PRIVATE_KEY,
  message: Uint8Array = directoryMessage(body),
): Uint8Array<ArrayBuffer> => concat(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }), body);
