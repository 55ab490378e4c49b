import { button, h, text } from './dom.ts';
import { phrase } from './phrases.ts';

/**
 * What stands in place of a column, or of the whole app, whose code broke; with other words when X takes a blocker
 * of scripts for the cause [bundle 2021: its texts and its button, not its markup].
 */
export function errorBoundary(error: unknown): HTMLElement {
  const isBlocked = error instanceof Error && 'isBlocked' in error;
  const reload = button({ class: 'pill-button' }, text(phrase('tryAgainButton')));
  reload.addEventListener('click', () => location.reload());
  return h(
    'div',
    { class: 'retry-prompt' },
    text(phrase(isBlocked ? 'adBlockerFailure' : 'scriptLoadFailure')),
    reload,
  );
}
