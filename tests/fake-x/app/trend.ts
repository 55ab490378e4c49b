import { caret } from './caret.ts';
import { h, nest, newId, text } from './dom.ts';
import { phrase, shortNumber } from './phrases.ts';

export function trend(name: string, postsCount: number): HTMLElement {
  const id = newId();
  return h(
    'div',
    { 'aria-labelledby': id, tabindex: 0, 'data-testid': 'trend', role: 'link' },
    h(
      'div',
      { id, class: 'trend' },
      text(name, { class: 'name' }),
      text(phrase('postsCount', { count: shortNumber(postsCount) }), { class: 'muted' }),
      nest(2, caret()),
    ),
  );
}
