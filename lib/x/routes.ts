import type { Surface } from './surfaces.ts';

/** Further first path parts that are never a user [control-panel-for-twitter 4.24; captures 2024, 2025]. */
const RESERVED = new Set(['compose', 'settings', 'jobs', 'login', 'signup', 'account']);

/** Parts of a profile that list posts; `/USER/followers` and the like do not. */
const PROFILE_TABS = new Set(['with_replies', 'media', 'likes', 'highlights']);

const split = (path: string) => path.split('/').filter(Boolean);

/**
 * True where X lays a dialog over the page that was there before: the path changes, the page behind does not.
 */
export const isDialogPath = (path: string): boolean =>
  /^\/(compose|[^/]+\/status\/[^/]+\/(photo|video))(\/|$)/.test(path);

/**
 * The surface a path leads to. Home has one path for all its tabs: For you and Following come first, pinned
 * lists and communities after them [captures 2024, 2025].
 *
 * @param homeTab index of home's selected tab, counted from 0
 */
export function surfaceOf(path: string, homeTab: number): Surface {
  const [first, second, third] = split(path);
  if (first === 'home')
    return homeTab === 0 ? 'home-for-you' : homeTab === 1 ? 'home-following' : 'home-list';
  if (first === 'i')
    return second === 'lists' && third ? 'list' : second === 'bookmarks' ? 'bookmarks' : 'other';
  if (first === 'search' || first === 'hashtag') return 'search';
  if (first === 'notifications' || first === 'explore' || first === 'messages') return first;
  if (first === undefined || RESERVED.has(first)) return 'other';
  if (second === undefined || PROFILE_TABS.has(second)) return 'profile';
  return second === 'status' && third ? 'post' : 'other';
}

/**
 * What tells one place of a surface from another, for the memory of places that had posts: which list, whose
 * profile and which of its tabs. Names people, so it is hashed before it goes anywhere.
 */
export function placeOf(path: string, homeTab: number): string {
  const surface = surfaceOf(path, homeTab);
  const [first, second, third] = split(path.toLowerCase());
  if (surface === 'home-list') return `${surface}/${homeTab}`;
  if (surface === 'list') return `${surface}/${third}`;
  if (surface === 'profile') return `${surface}/${first}/${second ?? ''}`;
  return surface;
}
