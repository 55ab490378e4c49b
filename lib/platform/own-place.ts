import { browser } from '../browser.ts';

const KEY = 'ownPlace';

/**
 * The code of the cell this device is in, as the background keeps it in memory: the table of time zones is too large for
 * the popup to wait for. Undefined until a background has run.
 */
export async function readOwnPlace(): Promise<string | undefined> {
  return (await browser.storage.session.get(KEY))[KEY] as string | undefined;
}

export const keepOwnPlace = (code: string | undefined): Promise<void> =>
  browser.storage.session.set({ [KEY]: code });
