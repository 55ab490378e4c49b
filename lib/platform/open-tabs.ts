import { browser } from '../browser.ts';
import { X_MATCH_PATTERNS } from '../x/hosts.ts';

/**
 * Starts the content script in X tabs that are open already, for people who install in the middle of an outage.
 * Chromium runs it only in pages loaded later; a second start in the same page does nothing.
 */
export async function watchOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: X_MATCH_PATTERNS });
  const starts = tabs.flatMap(({ id }) =>
    id === undefined ? [] : [browser.scripting.executeScript({ target: { tabId: id }, files: ['watch.js'] })],
  );
  await Promise.allSettled(starts); // a tab may close or show an error page meanwhile
}
