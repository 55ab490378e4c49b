import { browser } from '../browser.ts';

/** Opens the settings in a tab, at one of their sections if named. */
export const openSettings = (section?: string): Promise<unknown> =>
  section === undefined
    ? browser.runtime.openOptionsPage()
    : browser.tabs.create({ url: browser.runtime.getURL(`options.html#${section}`) });
