import type { ApiUser } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { button, direction, h, nest, text } from './dom.ts';
import { showFailure } from './failure-toast.ts';
import { phrase } from './phrases.ts';
import { post } from './request.ts';

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
        nest(1, text(`@${handle}`, { dir: 'ltr', class: 'muted' })),
      ),
    ),
  );
  const follow = button(
    {
      'aria-label': `Follow @${handle}`,
      'data-testid': `${rest_id}-follow`,
      class: 'pill-button',
    },
    h('div', { dir: direction }, h('span', {}, h('span', {}, phrase('follow')))),
  );
  follow.addEventListener('click', (event) => {
    event.stopPropagation();
    void showFailure(post('/i/api/1.1/friendships/create.json', { user_id: rest_id }), 'followFailed');
  });
  const row = h('div', { class: 'user-cell' }, nest(2, avatar(handle, 40)), names, h('div', {}, follow));
  return h(role === 'listitem' ? 'li' : 'div', { role, tabindex: 0, 'data-testid': 'UserCell' }, row);
}
