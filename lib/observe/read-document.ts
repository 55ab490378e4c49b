import { SELECTORS } from '../x/selectors.ts';
import { readAppPrompt } from './read-column.ts';
import type { StateReading } from './read-page.ts';
import { isAnyShown } from './visibility.ts';

/** Reads a document of X that has no main column: the app is not there yet, or something else is in its place. */
export function readDocument(document: Document, isLoggedIn: boolean): StateReading {
  if (isAnyShown(document, SELECTORS.scriptFailure)) return { state: 'script-failure' };
  if (isAnyShown(document, SELECTORS.splash)) return { state: 'splash' };
  const prompt = readAppPrompt(document);
  if (prompt) return prompt;
  if (document.querySelector(SELECTORS.notFound)) return { state: 'not-found' };
  if (isLoggedIn) return { state: 'not-understood' };
  return readForeign(document) ?? { state: isBlank(document) ? 'blank' : 'foreign' };
}

/** A network that wants a log-in first answers in X's place (RFC 6585). */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

/** Documents that no app of X drew: the CDN's error pages, raw answers of X's API, errors without any page. */
function readForeign(document: Document): StateReading | undefined {
  const status = responseStatus(document);
  if (status === NETWORK_AUTHENTICATION_REQUIRED) return { state: 'foreign', ownCause: 'offline' };
  const cdn = document.querySelector(SELECTORS.cdnError);
  if (cdn) {
    const isServerError = status >= 500 || /\b5\d\d\b/.test(`${document.title} ${cdn.textContent}`);
    return isServerError ? { state: 'document-error' } : { state: 'foreign', ownCause: 'blocked' };
  }
  const raw = rawText(document);
  if (status === 429 || /^rate limit exceeded/i.test(raw))
    return { state: 'document-error', ownCause: 'rate-limited' };
  if (status >= 500 || isApiError(raw)) return { state: 'document-error' };
  return undefined;
}

/** The text of a document that is no page: browsers show it in a `pre`, Chromium with an empty formatter beside it. */
const rawText = (document: Document): string =>
  (document.body?.querySelector(':scope > pre')?.textContent ?? '').trim();

/** X's API in place of the page, as on 2023-03-06: `{"errors":[{"message":"…","code":467}]}` [issues of the day]. */
function isApiError(raw: string): boolean {
  try {
    return Array.isArray((JSON.parse(raw) as { errors?: unknown } | null)?.errors);
  } catch {
    return false;
  }
}

/** X's root is there and nothing in it can be read, or the body holds nothing at all. */
function isBlank(document: Document): boolean {
  const root = document.querySelector<HTMLElement>(SELECTORS.appRoot) ?? document.body;
  if (root === null || document.readyState === 'loading') return false;
  return root.innerText.trim() === '' && root.querySelector('img, svg, video, canvas') === null;
}

function responseStatus(document: Document): number {
  const [entry] = document.defaultView?.performance.getEntriesByType('navigation') ?? [];
  return (entry as PerformanceNavigationTiming | undefined)?.responseStatus ?? 0;
}
