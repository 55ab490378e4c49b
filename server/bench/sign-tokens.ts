import { constants, randomBytes, sign } from 'node:crypto';
import { join } from 'node:path';
import { dayOfSlot, firstSlotOf } from '../../lib/crowd/day.ts';
import { NONCE_BYTES } from '../../lib/crowd/report.ts';
import type { Tier } from '../../lib/crowd/tier.ts';
import { u32 } from '../../lib/crowd/tokens/bytes.ts';
import { slotMessage } from '../../lib/crowd/tokens/messages.ts';
import { SALT_BYTES } from '../../lib/crowd/tokens/pss.ts';
import { IssuerStore } from '../src/issuer/issuer-store.ts';
import { privateKeyIn } from '../src/issuer/signing-key.ts';

/**
 * Tokens as devices have them in the end, signed with the keys of an issuer whose folder is known: getting them by
 * blinding would take a hundred times as long. Each is what begins a report:
 * slot, nonce and signature.
 */
export function signTokens(issuerFolder: string, slot: number, tier: Tier, count: number): Buffer {
  const store = new IssuerStore(join(issuerFolder, 'issuer.sqlite'), 'development');
  const day = dayOfSlot(slot);
  const bytes = store.privateKey({ day, tier }, slot - firstSlotOf(day));
  store.close();
  if (!bytes) throw new Error('the issuer has no key for this slot');
  const key = privateKeyIn(bytes);
  const signing = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES };
  const tokens = Array.from({ length: count }, () => {
    const nonce = randomBytes(NONCE_BYTES);
    return Buffer.concat([u32(slot), nonce, sign('sha384', slotMessage(slot, nonce), signing)]);
  });
  return Buffer.concat(tokens);
}
