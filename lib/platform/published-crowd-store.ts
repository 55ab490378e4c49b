import { browser } from '../browser.ts';
import type { PublishedCrowd } from '../crowd/client/published-crowd.ts';

/*
 * In memory, and not in the record: it is worth nothing after ten minutes, it must not be on disk what somebody asked
 * about when, and both background and pages read it without opening the database.
 */

const KEY = 'publishedCrowd';

/** What the collector published last, as far as we asked; it may be old. */
export async function readPublishedCrowd(): Promise<PublishedCrowd | undefined> {
  return (await browser.storage.session.get(KEY))[KEY] as PublishedCrowd | undefined;
}

export const keepPublishedCrowd = (published: PublishedCrowd): Promise<void> =>
  browser.storage.session.set({ [KEY]: published });

export const forgetPublishedCrowd = (): Promise<void> => browser.storage.session.remove(KEY);

/** Calls back whenever something else is known, whichever page of ours asked for it. Wakes the background. */
export function onPublishedCrowd(callback: () => void): void {
  browser.storage.session.onChanged.addListener((changes) => {
    if (KEY in changes) callback();
  });
}
