import { button, direction, h, icon, nest, newId, text } from './dom.ts';
import { phrase, shortNumber } from './phrases.ts';

export function trend(name: string, postsCount: number): HTMLElement {
  const id = newId();
  const more = button(
    {
      'aria-expanded': 'false',
      'aria-haspopup': 'menu',
      'aria-label': phrase('navMoreLabel'),
      'data-testid': 'caret',
    },
    h('div', { dir: direction }, nest(1, h('div'), icon('more'))),
  );
  return h(
    'div',
    { 'aria-labelledby': id, tabindex: 0, 'data-testid': 'trend', role: 'link' },
    h(
      'div',
      { id, class: 'trend' },
      text(name, { class: 'name' }),
      text(phrase('postsCount', { count: shortNumber(postsCount) }), { class: 'muted' }),
      nest(2, more),
    ),
  );
}
