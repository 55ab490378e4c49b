import { browser } from '../browser.ts';

const NOTIFICATIONS = { permissions: ['notifications' as const] };

/** Asks for the permission to notify. Only from a click, or the browser refuses. */
export const requestNotifications = (): Promise<boolean> => browser.permissions.request(NOTIFICATIONS);

/** Whether we may notify: people can take that away at any time. */
export const mayNotify = (): Promise<boolean> => browser.permissions.contains(NOTIFICATIONS);
