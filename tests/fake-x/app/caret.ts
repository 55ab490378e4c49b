import { button, direction, h, icon, nest } from './dom.ts';
import { phrase } from './phrases.ts';

/** The three dots that open a menu of their own. */
export const caret = (): HTMLElement =>
  button(
    {
      'aria-expanded': 'false',
      'aria-haspopup': 'menu',
      'aria-label': phrase('navMoreLabel'),
      'data-testid': 'caret',
    },
    h('div', { dir: direction }, nest(1, h('div'), icon('more'))),
  );
