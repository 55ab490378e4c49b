import { browser } from '../browser.ts';

/** Where the content script finds the salt for its hashes of places. */
const KEY = 'placeSalt';

/** Makes the salt once. It never leaves this browser; without it the hashes in the record say nothing. */
export async function ensurePlaceSalt(): Promise<void> {
  const stored = await browser.storage.local.get(KEY);
  if (typeof stored[KEY] === 'string') return;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  await browser.storage.local.set({
    [KEY]: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  });
}
