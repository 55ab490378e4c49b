import type { ApiUser } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { h, nest, text } from './dom.ts';
import { phrase } from './phrases.ts';

/** A person one could follow: in timelines a button, in the sidebar a list item. */
export function userCell({ rest_id, legacy }: ApiUser, role: 'button' | 'listitem' = 'button'): HTMLElement {
  const { name, screen_name: handle } = legacy;
  const names = h(
    'div',
    { class: 'user-cell-names' },
    nest(2, h('a', { href: `/${handle}`, role: 'link' }, nest(1, text(name, { class: 'name' })))),
    nest(
      2,
      h(
        'a',
        { href: `/${handle}`, role: 'link', tabindex: -1 },
        nest(1, text(`@${handle}`, { class: 'muted' })),
      ),
    ),
  );
  const follow = h(
    'button',
    {
      'aria-label': `Follow @${handle}`,
      role: 'button',
      'data-testid': `${rest_id}-follow`,
      type: 'button',
      class: 'pill-button',
    },
    h('div', { dir: 'ltr' }, h('span', {}, h('span', {}, phrase('follow')))),
  );
  const row = h('div', { class: 'user-cell' }, nest(2, avatar(handle, 40)), names, h('div', {}, follow));
  return h(role === 'listitem' ? 'li' : 'div', { role, tabindex: 0, 'data-testid': 'UserCell' }, row);
}
