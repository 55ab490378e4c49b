import { dayOfSlot } from '../../../lib/crowd/day.ts';
import { NEW, SEASONED } from '../../../lib/crowd/tier.ts';
import { slotMessage } from '../../../lib/crowd/tokens/messages.ts';
import type { CheckSignature } from '../report/signature.ts';
import type { Directories } from './directories.ts';
import { isTokenSigned } from './token-signature.ts';

/** Checks tokens with the keys of their slot: of seasoned devices first, because most are. */
export const checkTokens =
  (directories: Pick<Directories, 'keyOf' | 'isComplete'>): CheckSignature =>
  async ({ slot, nonce, signature }) => {
    const message = slotMessage(slot, nonce);
    for (const tier of [SEASONED, NEW]) {
      const key = directories.keyOf(slot, tier);
      if (key && (await isTokenSigned(key, message, signature))) return tier;
    }
    return directories.isComplete(dayOfSlot(slot)) ? undefined : 'no-keys';
  };
