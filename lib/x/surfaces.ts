/** The part of X a page shows. */
export const SURFACES = [
  'home-for-you',
  'home-following',
  'home-list',
  'list',
  'profile',
  'search',
  'notifications',
  'bookmarks',
  'post',
  'explore',
  'messages',
  'other',
] as const;
export type Surface = (typeof SURFACES)[number];

/** Lists posts. The other surfaces list news of one's own, people, trends or conversations, or nothing at all. */
export const isTimeline = (surface: string): boolean =>
  !['notifications', 'explore', 'messages', 'other'].includes(surface);

/** What one page shows now. */
export const PAGE_STATES = [
  'posts',
  'loading',
  'splash',
  'empty',
  'retry-prompt',
  'script-failure',
  'blank',
  'not-found',
  'user-state',
  'document-error',
  'logged-out',
  'foreign',
  'not-understood',
] as const;
export type PageState = (typeof PAGE_STATES)[number];

/** What the page itself says lies on the reader's side. */
export const OWN_CAUSES = ['offline', 'rate-limited', 'blocked'] as const;
export type OwnCause = (typeof OWN_CAUSES)[number];
