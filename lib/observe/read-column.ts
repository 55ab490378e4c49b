import { isKnownLanguage, isPhrase, type Phrase } from '../x/phrases/phrases.ts';
import { NOT_A_PROMPT, SELECTORS } from '../x/selectors.ts';
import { isTimeline, type Surface } from '../x/surfaces.ts';
import type { StateReading } from './read-page.ts';
import { isAnyShown } from './visibility.ts';

/** Shorter texts beside a button are names and counts. */
const SHORTEST_PROMPT = 8;

/** Reads a main column that shows no posts. */
export function readColumn(column: Element, surface: Surface, lang: string): StateReading {
  const empty = column.querySelector(SELECTORS.emptyState);
  if (empty) return { state: isEmptyOfPosts(empty, surface, lang) ? 'empty' : 'user-state' };
  if (column.querySelector(SELECTORS.notFound)) return { state: 'not-found' };
  const prompts = promptsIn(column);
  const worded = readWorded(prompts);
  if (worded) return worded;
  if (isAnyShown(column, SELECTORS.spinner)) return { state: 'loading' };
  // People and trends stand in cells like posts; other surfaces have what they have, we only ask whether it comes.
  const contents = isTimeline(surface) ? [...column.querySelectorAll(SELECTORS.cell)] : [column];
  if (contents.some(hasText)) return { state: 'posts' };
  const [prompt, another] = prompts.filter(({ isLabelled }) => isLabelled);
  if (!prompt || another || isKnownLanguage(lang)) return { state: 'not-understood' };
  return { state: 'retry-prompt', ...(prompt.hasIconAbove ? { ownCause: 'offline' as const } : {}) };
}

/** A short text with a button under it, as X's component for failures draws it [bundle 2021]. */
interface Prompt {
  text: string;
  /** The button has an icon and words, as X's has. */
  isLabelled: boolean;
  /** X puts one there when it believes the reader to be offline. */
  hasIconAbove: boolean;
}

function promptsIn(root: ParentNode): Prompt[] {
  const prompts: Prompt[] = [];
  for (const button of root.querySelectorAll(SELECTORS.button)) {
    const block = button.previousElementSibling;
    if (!block || button.nextElementSibling || button.closest(NOT_A_PROMPT)) continue;
    const text = (block.textContent ?? '').trim();
    if (text.length < SHORTEST_PROMPT || block.querySelector('a, button, img, svg, input')) continue;
    const isLabelled = button.querySelector('svg') !== null && hasText(button);
    const hasIconAbove = block.previousElementSibling?.querySelector('svg') != null;
    prompts.push({ text, isLabelled, hasIconAbove });
  }
  return prompts;
}

const WORDED: [Phrase, StateReading][] = [
  ['retryPrompt', { state: 'retry-prompt' }],
  ['lostConnection', { state: 'retry-prompt', ownCause: 'offline' }],
  ['scriptLoadFailure', { state: 'script-failure' }],
];

/** What a prompt among these says in words of X, in any of its languages. */
const readWorded = (prompts: Prompt[]): StateReading | undefined =>
  WORDED.find(([phrase]) => prompts.some(({ text }) => isPhrase(phrase, text)))?.[1];

/** What the whole app shows when it could not start, in place of a column. */
export function readAppPrompt(document: Document): StateReading | undefined {
  const root = document.querySelector(SELECTORS.appRoot);
  return root ? readWorded(promptsIn(root)) : undefined;
}

/**
 * Whether an empty state stands for "no posts". On lists and profiles the same element tells of accounts that are
 * suspended, protected or gone; there the words must say so, in any language of X. A language without words of ours is
 * believed: whether posts belong there is asked elsewhere.
 */
function isEmptyOfPosts(empty: Element, surface: Surface, lang: string): boolean {
  if (surface !== 'list' && surface !== 'home-list' && surface !== 'profile') return true;
  if (!isKnownLanguage(lang)) return true;
  // "Send a post", on one's own profile [bundle 2025]
  if (surface === 'profile' && empty.querySelector('a[href^="/compose/"]')) return true;
  const phrase = surface === 'profile' ? 'profileEmptyBody' : 'listEmptyHeader';
  return [...empty.querySelectorAll('div, span')].some((block) => isPhrase(phrase, block.textContent ?? ''));
}

const hasText = (element: Element): boolean => (element.textContent ?? '').trim() !== '';
