import { browser } from '../browser.ts';
import { mayNotify } from './notification-permission.ts';

/** Verdict icons are toolbar-sized; a notification shows a picture of its own. */
const ICON = 'icons/icon-128.png';

/**
 * Shows a notification if the browser allows us to: without the permission, which people can take back at any time,
 * `browser.notifications` does not exist. One with the same id is replaced.
 */
export async function showNotification(id: string, words: { title: string; message: string }): Promise<void> {
  if (!(await mayNotify())) return;
  const iconUrl = browser.runtime.getURL(ICON);
  await browser.notifications?.create(id, { type: 'basic', iconUrl, ...words });
}

/** A click takes a notification away: it has been read. Again once the permission is there. */
export function clearNotificationsOnClick(): void {
  browser.notifications?.onClicked.addListener(clear);
}

const clear = (id: string) => void browser.notifications.clear(id);
