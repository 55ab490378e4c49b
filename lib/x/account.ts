import { SELECTORS } from './selectors.ts';

/**
 * An account that follows this many has a home timeline; fewer may all be silent, and X then rightly shows its
 * welcome message.
 */
const FOLLOWS_FOR_A_TIMELINE = 10;

/** X's state in the server's HTML; it holds the account of the reader and no other [several projects, 2019-2025]. */
const INITIAL_STATE = 'window.__INITIAL_STATE__';

/** The handle of the account that is logged in, or an empty string. Never leaves the page but in a hash. */
export function ownHandle(document: Document): string {
  const read = (selector: string, attribute: string, separator: string) =>
    document.querySelector(selector)?.getAttribute(attribute)?.split(separator).at(-1)?.toLowerCase();
  return read(SELECTORS.ownProfile, 'href', '/') ?? read(SELECTORS.ownAvatar, 'data-testid', '-') ?? '';
}

/** Whether the account follows enough others that its home cannot rightly be empty. */
export function isFollowingMany(document: Document): boolean {
  for (const script of document.scripts) {
    const text = script.textContent ?? '';
    if (!text.includes(INITIAL_STATE)) continue;
    return Number(/"friends_count":(\d+)/.exec(text)?.[1] ?? 0) >= FOLLOWS_FOR_A_TIMELINE;
  }
  return false;
}

/** The count stands beside the heading or in a block next to it; further up other numbers begin. */
const HEADING_LEVELS = 3;

/**
 * Whether the heading of a profile counts any posts ("12.3K posts"): true, false for a plain zero, undefined when
 * it shows no number. X writes digits of the page's language.
 */
export function hasPostsByHeading(mainColumn: Element): boolean | undefined {
  const heading = mainColumn.querySelector(SELECTORS.columnHeading);
  const name = heading?.textContent ?? '';
  let block = heading?.parentElement;
  for (let level = 0; level < HEADING_LEVELS && block && block !== mainColumn; level += 1) {
    const count = (block.textContent ?? '').replace(name, '');
    if (/\p{Nd}/u.test(count)) return /[^\P{Nd}0٠۰०০๐]/u.test(count);
    block = block.parentElement;
  }
  return undefined;
}
