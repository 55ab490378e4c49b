import type { ApiPost } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { direction, h, nest, newId, text } from './dom.ts';
import { retryPrompt } from './retry-prompt.ts';
import { settings } from './settings.ts';
import { ageOf } from './times.ts';

/** A picture, a video or a quoted post; none for most posts. */
export function attachment(post: ApiPost): HTMLElement | undefined {
  const media = post.legacy.extended_entities?.media[0]?.type;
  const quotedPost = post.quoted_status_result?.result;
  const content = quotedPost ? quote(quotedPost) : media === 'video' ? video(post) : media && photo(post);
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
        text(`@${handle}`, { dir: 'ltr', tabindex: -1, class: 'muted' }),
        h('div', { dir: direction, class: 'muted' }, time),
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
  const src = settings.hasMedia && `https://pbs.twimg.com/media/${post.rest_id}?format=jpg&name=small`;
  const picture = h(
    'div',
    { 'aria-label': 'Image', 'data-testid': 'tweetPhoto', class: 'photo' },
    h('div'),
    h('img', { alt: 'Image', draggable: 'true', src }),
  );
  return nest(
    3,
    h('a', { href, role: 'link' }, nest(1, h('div', { style: 'padding-bottom: 56%' }), nest(1, picture))),
  );
}

/** X tracks the placement of ordinary videos too: this placementTracking is inside the post, an advertisement's around it. */
function video({ rest_id: id }: ApiPost): HTMLElement {
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
  if (settings.hasMedia) void play(component, id);
  const player = h(
    'div',
    { 'data-testid': 'videoPlayer' },
    nest(1, h('div', { style: 'padding-bottom: 75%' }), nest(1, component)),
  );
  const tracking = h('div', { 'data-testid': 'placementTracking' }, player);
  return nest(3, h('div', { 'data-testid': 'tweetPhoto' }, nest(1, tracking)));
}

/** A video that fails shows X's general prompt inside the post, which says nothing about X [bundle 2021]. */
async function play(component: HTMLElement, id: string): Promise<void> {
  const address = `https://video.twimg.com/ext_tw_video/${id}/pl/list.m3u8`;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) component.replaceChildren(retryPrompt(() => void play(component, id)));
}
