import { h, text } from './dom.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { setTitle } from './title.ts';

/** X's page for paths that do not exist; no failure of X's. */
export function open({ column }: Page): void {
  const search = h(
    'a',
    { href: '/search', role: 'link', class: 'pill-button' },
    text(phrase('searchButton')),
  );
  column.append(
    h(
      'div',
      { 'data-testid': 'error-detail', class: 'retry-prompt' },
      text(phrase('pageDoesntExist')),
      search,
    ),
  );
  setTitle(phrase('pageDoesntExist'));
}
