import type { ApiPost } from '../api-types.ts';
import type { PhraseKey } from '../phrases/english.ts';
import type { Operation } from '../scenario.ts';
import { button, direction, h, icon, newId } from './dom.ts';
import { showFailure } from './failure-toast.ts';
import { shortNumber } from './phrases.ts';
import { mutate } from './request.ts';

interface Action {
  testId: 'reply' | 'retweet' | 'like' | 'bookmark';
  label: string;
  count: number;
  attributes?: Record<string, string>;
  /** what a press asks X for. Reposting opens a menu first on the real page. */
  request?: { operation: Operation; doneTestId: string; failure: PhraseKey };
}

/** Reply, repost, like, views, bookmark and share, below every post. */
export function actionBar(post: ApiPost): HTMLElement {
  const { reply_count, retweet_count, favorite_count, bookmark_count } = post.legacy;
  const { screen_name: handle } = post.core.user_results.result.legacy;
  const label = `${reply_count} replies, ${retweet_count} reposts, ${favorite_count} likes, ${bookmark_count} bookmarks, ${post.views.count} views`;
  const menu = { 'aria-expanded': 'false', 'aria-haspopup': 'menu' };
  const analytics = { href: `/${handle}/status/${post.rest_id}/analytics`, role: 'link' };
  const views = h(
    'a',
    { ...analytics, 'aria-label': `${post.views.count} views. View post analytics` },
    face('views', Number(post.views.count)),
  );
  const share = button({ ...menu, 'aria-label': 'Share post' }, face('share', 0));
  return h(
    'div',
    { 'aria-label': label, role: 'group', id: newId(), class: 'actions' },
    control(post, { testId: 'reply', label: `${reply_count} Replies. Reply`, count: reply_count }),
    control(post, {
      testId: 'retweet',
      label: `${retweet_count} reposts. Repost`,
      count: retweet_count,
      attributes: menu,
      request: { operation: 'CreateRetweet', doneTestId: 'unretweet', failure: 'repostFailed' },
    }),
    control(post, {
      testId: 'like',
      label: `${favorite_count} Likes. Like`,
      count: favorite_count,
      request: { operation: 'FavoriteTweet', doneTestId: 'unlike', failure: 'likeFailed' },
    }),
    h('div', {}, views),
    control(post, {
      testId: 'bookmark',
      label: 'Bookmark',
      count: 0,
      request: { operation: 'CreateBookmark', doneTestId: 'removeBookmark', failure: 'bookmarkFailed' },
    }),
    h('div', {}, h('div', {}, share)),
  );
}

function control(post: ApiPost, { testId, label, count, attributes, request }: Action): HTMLElement {
  const all = { ...attributes, 'aria-label': label, 'data-testid': testId };
  const pressed = button(all, face(testId === 'retweet' ? 'repost' : testId, count));
  if (request) {
    const { operation, doneTestId, failure } = request;
    pressed.addEventListener('click', async () => {
      pressed.setAttribute('data-testid', doneTestId);
      const isDone = await showFailure(mutate(operation, { tweet_id: post.rest_id }), failure);
      if (!isDone) pressed.setAttribute('data-testid', testId);
    });
  }
  return h('div', {}, pressed);
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
  return h('div', { dir: direction, class: 'muted' }, h('div', {}, h('div'), icon(name)), counter);
}
