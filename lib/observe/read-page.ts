import { hasPostsByHeading, isFollowingMany, ownHandle } from '../x/account.ts';
import { isRetryPrompt } from '../x/phrases.ts';
import { isDialogPath, placeOf, surfaceOf } from '../x/routes.ts';
import { NOT_A_PROMPT, SELECTORS } from '../x/selectors.ts';
import type { PageState, Surface } from '../x/surfaces.ts';
import type { PostCounts } from './observation.ts';

/** What a page shows at one moment. `placeName` names people: it is for hashing inside the page only. */
export interface PageReading {
  surface: Surface;
  state: PageState;
  placeName: string;
  posts: PostCounts;
  hasPostsByNumbers?: boolean;
}

const NO_POSTS: PostCounts = { organic: 0, promoted: 0, own: 0 };

/**
 * Reads X's page without touching it.
 *
 * @param path the path of the page behind any dialog, see {@link pathOfPage}
 */
export function readPage(document: Document, path: string): PageReading {
  const column = document.querySelector(SELECTORS.mainColumn);
  const homeTab = column ? selectedTab(column) : 0;
  const surface = surfaceOf(path, homeTab);
  const placeName = `${ownHandle(document)}/${placeOf(path, homeTab)}`;
  const posts = column ? countPosts(column, document) : NO_POSTS;
  const state = column ? stateOfColumn(column, posts) : stateWithoutColumn(document);
  const reading: PageReading = { surface, state, placeName, posts };
  if (column && state === 'empty') {
    const hasPosts = hasPostsByNumbers(document, column, surface);
    if (hasPosts !== undefined) reading.hasPostsByNumbers = hasPosts;
  }
  return reading;
}

/** The path to judge by: under a dialog the page that was there before stays. */
export const pathOfPage = (path: string, previous: string | undefined): string =>
  previous !== undefined && isDialogPath(path) ? previous : path;

function selectedTab(column: Element): number {
  const tabs = [...column.querySelectorAll(SELECTORS.tabs)];
  return Math.max(
    0,
    tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true'),
  );
}

function countPosts(column: Element, document: Document): PostCounts {
  const counts = { ...NO_POSTS };
  const own = ownHandle(document);
  for (const post of column.querySelectorAll(SELECTORS.post)) {
    const author = post.querySelector(SELECTORS.author)?.getAttribute('href')?.slice(1).toLowerCase();
    if (post.parentElement?.closest(SELECTORS.promotion)) counts.promoted += 1;
    else if (own !== '' && author === own) counts.own += 1;
    else counts.organic += 1;
  }
  counts.organic += column.querySelectorAll(SELECTORS.notification).length;
  return counts;
}

function stateOfColumn(column: Element, posts: PostCounts): PageState {
  if (posts.organic + posts.promoted + posts.own > 0) return 'posts';
  if (column.querySelector(SELECTORS.emptyState)) return 'empty';
  if (column.querySelector(SELECTORS.notFound)) return 'not-found';
  if (hasRetryPrompt(column)) return 'retry-prompt';
  if (isAnyShown(column, SELECTORS.spinner)) return 'loading';
  return 'not-understood';
}

function stateWithoutColumn(document: Document): PageState {
  if (isAnyShown(document, SELECTORS.scriptFailure)) return 'script-failure';
  if (isAnyShown(document, SELECTORS.splash)) return 'splash';
  if (document.querySelector(SELECTORS.notFound)) return 'not-found';
  if (document.querySelector(SELECTORS.loggedIn)) return 'not-understood';
  if (document.querySelector(SELECTORS.loggedOut)) return 'logged-out';
  if (responseStatus(document) >= 500) return 'document-error';
  return isBlank(document) ? 'blank' : 'foreign';
}

/**
 * The prompt is a short text followed by a button that holds an icon and a text, and nothing else beside them but
 * perhaps an icon above [bundle 2021]. Known words settle it; in a language we have no words for, it must stand
 * alone in a column without a list.
 */
function hasRetryPrompt(column: Element): boolean {
  for (const button of column.querySelectorAll(SELECTORS.button)) {
    const text = button.previousElementSibling;
    if (!text || button.nextElementSibling || button.closest(NOT_A_PROMPT)) continue;
    if (isRetryPrompt(text.textContent ?? '')) return true;
    const isBlock = text.childElementCount === 0 || text.querySelector('a, button, img, svg, input') === null;
    const hasIconAndText = button.querySelector('svg') !== null && button.textContent?.trim() !== '';
    const isAlone = column.querySelector(`section, ${SELECTORS.cell}`) === null;
    const isWorded = text.hasAttribute('dir') && (text.textContent ?? '').trim().length > 8;
    if (isBlock && hasIconAndText && isAlone && isWorded) return true;
  }
  return false;
}

/** Home must have posts when the account follows many; a profile when its heading counts some. */
function hasPostsByNumbers(document: Document, column: Element, surface: Surface): boolean | undefined {
  if (surface === 'profile') return hasPostsByHeading(column);
  const isHome = surface === 'home-for-you' || surface === 'home-following';
  return isHome && isFollowingMany(document) ? true : undefined;
}

const isAnyShown = (root: ParentNode, selector: string): boolean =>
  [...root.querySelectorAll(selector)].some(isShown);

/** `visibilityProperty` is Chrome 121's and Firefox 122's name for what Chrome 120 calls `checkVisibilityCSS`. */
const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });

/** X's root is there and nothing in it is, or the body holds nothing at all. */
function isBlank(document: Document): boolean {
  const root = document.querySelector(SELECTORS.appRoot) ?? document.body;
  return (
    root !== null &&
    (root.textContent ?? '').trim() === '' &&
    root.querySelector('img, svg, video, canvas') === null
  );
}

function responseStatus(document: Document): number {
  const [entry] = document.defaultView?.performance.getEntriesByType('navigation') ?? [];
  return (entry as PerformanceNavigationTiming | undefined)?.responseStatus ?? 0;
}
