import { browser } from '../browser.ts';

/** Opens the welcome page in a tab: once after the first installation, and whenever the reader asks for it. */
export const openWelcome = (): Promise<unknown> =>
  browser.tabs.create({ url: browser.runtime.getURL('welcome.html') });
