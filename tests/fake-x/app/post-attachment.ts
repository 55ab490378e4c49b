import type { ApiPost } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { h, nest, newId, text } from './dom.ts';
import { ageOf } from './times.ts';

/** A picture, a video or a quoted post; none for most posts. */
export function attachment(post: ApiPost): HTMLElement | undefined {
  const media = post.legacy.extended_entities?.media[0]?.type;
  const quotedPost = post.quoted_status_result?.result;
  const content = quotedPost ? quote(quotedPost) : media === 'video' ? video() : media && photo(post);
  return (
    content &&
    h('div', { 'aria-labelledby': `${newId()} ${newId()}`, id: newId(), class: 'attachment' }, content)
  );
}

/** A quoted post is no second article but a div with the role of a link. */
function quote(post: ApiPost): HTMLElement {
  const { name, screen_name: handle } = post.core.user_results.result.legacy;
  const time = h('time', { datetime: new Date(post.legacy.created_at).toISOString() }, ageOf(post));
  const header = h(
    'div',
    { class: 'quote-header' },
    h('div', { 'data-testid': 'Tweet-User-Avatar' }, nest(1, avatar(handle, 24, false))),
    h(
      'div',
      { 'data-testid': 'User-Name' },
      nest(3, text(name, { class: 'name' })),
      nest(
        2,
        text(`@${handle}`, { tabindex: -1, class: 'muted' }),
        h('div', { dir: 'ltr', class: 'muted' }, time),
      ),
    ),
  );
  const quotedText = h(
    'div',
    { dir: 'auto', lang: post.legacy.lang, 'data-testid': 'tweetText' },
    h('span', {}, post.legacy.full_text),
  );
  const box = h(
    'div',
    { tabindex: 0, role: 'link', class: 'quote' },
    nest(2, header, h('div', {}, quotedText)),
  );
  return h('div', { id: newId() }, text('Quote', { class: 'hidden' }), box);
}

function photo(post: ApiPost): HTMLElement {
  const href = `/${post.core.user_results.result.legacy.screen_name}/status/${post.rest_id}/photo/1`;
  const picture = h(
    'div',
    { 'aria-label': 'Image', 'data-testid': 'tweetPhoto', class: 'photo' },
    h('div'),
    h('img', { alt: 'Image', draggable: 'true' }),
  );
  return nest(
    3,
    h('a', { href, role: 'link' }, nest(1, h('div', { style: 'padding-bottom: 56%' }), nest(1, picture))),
  );
}

/** X tracks the placement of ordinary videos too: this placementTracking is inside the post, an advertisement's around it. */
function video(): HTMLElement {
  const attributes = {
    tabindex: -1,
    'aria-label': 'Embedded video',
    style: 'width: 100%; height: 100%; position: absolute',
  };
  const component = h(
    'div',
    { 'data-testid': 'videoComponent', class: 'photo' },
    nest(2, h('video', attributes)),
  );
  const player = h(
    'div',
    { 'data-testid': 'videoPlayer' },
    nest(1, h('div', { style: 'padding-bottom: 75%' }), nest(1, component)),
  );
  const tracking = h('div', { 'data-testid': 'placementTracking' }, player);
  return nest(3, h('div', { 'data-testid': 'tweetPhoto' }, nest(1, tracking)));
}
