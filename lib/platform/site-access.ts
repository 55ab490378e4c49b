import { browser } from '../browser.ts';
import { X_MATCH_PATTERNS } from '../x/hosts.ts';

const [MAIN_HOST = ''] = X_MATCH_PATTERNS;

/** Whether the browser lets us see X: people can take that away at any time, in both browsers. */
export const hasSiteAccess = (): Promise<boolean> => browser.permissions.contains({ origins: [MAIN_HOST] });

/** Asks for it. Only from a click, or the browser refuses. */
export const requestSiteAccess = (): Promise<boolean> =>
  browser.permissions.request({ origins: [...X_MATCH_PATTERNS] });
