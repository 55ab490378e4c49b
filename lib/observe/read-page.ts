import { hasPostsByHeading, isFollowingMany, ownHandle } from '../x/account.ts';
import { isDialogPath, placeOf, surfaceOf } from '../x/routes.ts';
import { LANDMARKS, type Landmark, SELECTORS } from '../x/selectors.ts';
import type { OwnCause, PageState, Surface } from '../x/surfaces.ts';
import type { PostCounts } from './observation.ts';
import { readColumn } from './read-column.ts';
import { readDocument } from './read-document.ts';

/** A state, and what the page itself says lies on the reader's side. */
export interface StateReading {
  state: PageState;
  ownCause?: OwnCause;
}

/** What a page shows at one moment. `placeName` names people: it is for hashing inside the page only. */
export interface PageReading extends StateReading {
  surface: Surface;
  placeName: string;
  posts: PostCounts;
  hasPostsByNumbers?: boolean;
  /** Of a page that is not understood: what X's pages are known by and this one lacks. */
  missing?: Landmark[];
  /** A post of somebody else: while it stands on the same path, so does this reading, and nothing need be searched. */
  standing?: Element | undefined;
}

/**
 * Reads X's page without touching it.
 *
 * @param path the path of the page behind any dialog, see {@link pathOfPage}
 */
export function readPage(document: Document, path: string): PageReading {
  const column = document.querySelector(SELECTORS.mainColumn);
  const homeTab = column && path === '/home' ? selectedTab(column) : 0;
  const surface = surfaceOf(path, homeTab);
  const own = ownHandle(document);
  // Posts outside of any column are posts all the same: X may rename its column, and dialogs may stand alone.
  const { standing, ...posts } = countPosts(column ?? document, own);
  const read = readState(document, column, surface, posts);
  const reading: PageReading = {
    surface,
    placeName: `${own}/${placeOf(path, homeTab)}`,
    posts,
    standing,
    ...read,
  };
  const hasPosts = column && read.state === 'empty' ? hasPostsByNumbers(column, path, surface) : undefined;
  if (hasPosts !== undefined) reading.hasPostsByNumbers = hasPosts;
  if (read.state === 'not-understood' || read.state === 'foreign')
    reading.missing = LANDMARKS.filter((name) => !document.querySelector(SELECTORS[name]));
  return reading;
}

/** The path to judge by: under a dialog the page that was there before stays. */
export const pathOfPage = (path: string, previous: string | undefined): string =>
  previous !== undefined && isDialogPath(path) ? previous : path;

function readState(
  document: Document,
  column: Element | null,
  surface: Surface,
  posts: PostCounts,
): StateReading {
  const isLoggedIn = document.querySelector(SELECTORS.loggedIn) !== null;
  if (!isLoggedIn && document.querySelector(SELECTORS.loggedOut)) return { state: 'logged-out' };
  if (posts.organic + posts.promoted + posts.own > 0) return { state: 'posts' };
  if (!column) return readDocument(document, isLoggedIn);
  return readColumn(column, surface, document.documentElement.lang);
}

function selectedTab(column: Element): number {
  const tabs = [...column.querySelectorAll(SELECTORS.tabs)];
  const selected = tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
  return Math.max(0, selected);
}

function countPosts(scope: ParentNode, own: string): PostCounts & Pick<PageReading, 'standing'> {
  const counts: ReturnType<typeof countPosts> = { organic: 0, promoted: 0, own: 0 };
  for (const post of scope.querySelectorAll(SELECTORS.post)) {
    const author = post.querySelector(SELECTORS.author)?.getAttribute('href')?.slice(1).toLowerCase();
    if (post.parentElement?.closest(SELECTORS.promotion)) counts.promoted += 1;
    else if (own !== '' && author === own) counts.own += 1;
    else {
      counts.organic += 1;
      counts.standing = post;
    }
  }
  return counts;
}

/** Home must have posts when the account follows many; a profile's list of posts when its heading counts some. */
function hasPostsByNumbers(column: Element, path: string, surface: Surface): boolean | undefined {
  if (surface === 'profile')
    return /^\/[^/]+(\/with_replies)?\/?$/.test(path) ? hasPostsByHeading(column) : undefined;
  const isHome = surface === 'home-for-you' || surface === 'home-following';
  return isHome && isFollowingMany(column.ownerDocument) ? true : undefined;
}
