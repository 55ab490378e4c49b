import type { PhraseKey } from '../phrases/english.ts';
import { showToast } from './layers.ts';
import { phrase } from './phrases.ts';
import { ApiError } from './request.ts';

/** X's texts for the codes that say more than that something failed. */
const BY_CODE: Record<number, PhraseKey> = {
  88: 'rateLimitExceeded',
  130: 'overCapacity',
  185: 'dailyPostLimit',
  187: 'alreadySaid',
  226: 'automatedRequest',
};

/**
 * Tells the reader when a request that was to change something failed.
 *
 * @param usual what is said about failures that X has no particular text for
 * @returns whether the request succeeded
 */
export async function showFailure(request: Promise<unknown>, usual: PhraseKey): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    showToast(phrase(textFor(error, usual)));
    return false;
  }
}

function textFor({ code, status }: ApiError, usual: PhraseKey): PhraseKey {
  if (!navigator.onLine) return 'lostConnection';
  if (status === 429) return 'rateLimitExceeded';
  return BY_CODE[code] ?? usual;
}
