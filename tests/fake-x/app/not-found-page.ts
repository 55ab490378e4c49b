import { h, text } from './dom.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { setTitle } from './title.ts';

/** X's page for paths that do not exist; no failure of X's. */
export function open({ column }: Page): void {
  column.append(notFound());
  setTitle(phrase('pageDoesntExist'));
}

/** Stands on post pages too, in place of a post that was deleted. */
export function notFound(): HTMLElement {
  const search = h(
    'a',
    { href: '/search', role: 'link', class: 'pill-button' },
    text(phrase('searchButton')),
  );
  return h(
    'div',
    { 'data-testid': 'error-detail', class: 'retry-prompt' },
    text(phrase('pageDoesntExist')),
    search,
  );
}
