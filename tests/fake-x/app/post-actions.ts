import type { ApiPost } from '../api-types.ts';
import { h, icon, newId } from './dom.ts';
import { shortNumber } from './phrases.ts';

/** Reply, repost, like, views, bookmark and share, below every post. The buttons do nothing here. */
export function actionBar(post: ApiPost): HTMLElement {
  const { reply_count, retweet_count, favorite_count, bookmark_count } = post.legacy;
  const { screen_name: handle } = post.core.user_results.result.legacy;
  const label = `${reply_count} replies, ${retweet_count} reposts, ${favorite_count} likes, ${bookmark_count} bookmarks, ${post.views.count} views`;
  const menu = { 'aria-expanded': 'false', 'aria-haspopup': 'menu' };
  const analytics = { href: `/${handle}/status/${post.rest_id}/analytics`, role: 'link' };
  return h(
    'div',
    { 'aria-label': label, role: 'group', id: newId(), class: 'actions' },
    button('reply', `${reply_count} Replies. Reply`, reply_count),
    button('retweet', `${retweet_count} reposts. Repost`, retweet_count, menu),
    button('like', `${favorite_count} Likes. Like`, favorite_count),
    h(
      'div',
      {},
      h(
        'a',
        { ...analytics, 'aria-label': `${post.views.count} views. View post analytics` },
        face('views', Number(post.views.count)),
      ),
    ),
    button('bookmark', 'Bookmark', 0),
    h(
      'div',
      {},
      h(
        'div',
        {},
        h(
          'button',
          { ...menu, 'aria-label': 'Share post', role: 'button', type: 'button' },
          face('share', 0),
        ),
      ),
    ),
  );
}

function button(
  testId: 'reply' | 'retweet' | 'like' | 'bookmark',
  label: string,
  count: number,
  menu = {},
): HTMLElement {
  const attributes = { ...menu, 'aria-label': label, role: 'button', 'data-testid': testId, type: 'button' };
  return h('div', {}, h('button', attributes, face(testId === 'retweet' ? 'repost' : testId, count)));
}

function face(
  name: 'reply' | 'repost' | 'like' | 'views' | 'bookmark' | 'share',
  count: number,
): HTMLElement {
  const counter =
    count > 0 &&
    h(
      'div',
      {},
      h(
        'span',
        { 'data-testid': 'app-text-transition-container' },
        h('span', {}, h('span', {}, shortNumber(count))),
      ),
    );
  return h('div', { dir: 'ltr', class: 'muted' }, h('div', {}, h('div'), icon(name)), counter);
}
