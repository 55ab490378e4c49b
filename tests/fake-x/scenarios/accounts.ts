import type { Account } from '../scenario.ts';

/** Somebody who has used X for years. */
export const longTimeAccount: Account = {
  handle: 'canary_viewer',
  name: 'Canary Viewer',
  followsCount: 312,
  postsCount: 1_482,
  unreadCount: 2,
};

/** Somebody who signed up a minute ago. */
export const newAccount: Account = {
  handle: 'fresh_fledgling',
  name: 'Fresh Fledgling',
  followsCount: 0,
  postsCount: 0,
  unreadCount: 0,
};
