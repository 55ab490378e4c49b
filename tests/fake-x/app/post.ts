import type { ApiPost, ApiUser } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { caret } from './caret.ts';
import { direction, h, icon, nest, newId, text } from './dom.ts';
import { phrase } from './phrases.ts';
import { actionBar } from './post-actions.ts';
import { attachment } from './post-attachment.ts';
import { ageOf, fullTime } from './times.ts';

export interface PostLook {
  /** on its own page: larger, its time below the text */
  isFocal?: boolean;
  isPromoted?: boolean;
  repostedBy?: ApiUser;
}

/** The article element, nested as in pages saved in 2024 and 2025. */
export function postArticle(post: ApiPost, look: PostLook = {}): HTMLElement {
  const author = post.core.user_results.result.legacy;
  const content = h(
    'div',
    { class: 'post-content' },
    h('div', {}, h('div', { class: 'post-header' }, userName(post, look), menu(look))),
    h('div', {}, postText(post)),
    attachment(post),
    look.isFocal && nest(3, text('', { class: 'muted' }), permalink(post, fullTime(post))),
    nest(2, actionBar(post)),
  );
  const avatarColumn = h(
    'div',
    { class: 'avatar-column' },
    h('div', { 'data-testid': 'Tweet-User-Avatar' }, nest(2, avatar(author.screen_name, 40))),
  );
  const labelled = Array.from({ length: 18 }, newId).join(' ');
  return h(
    'article',
    { 'aria-labelledby': labelled, role: 'article', tabindex: look.isFocal ? -1 : 0, 'data-testid': 'tweet' },
    nest(
      2,
      nest(2, look.repostedBy && socialContext(look.repostedBy)),
      h('div', { class: 'post-row' }, avatarColumn, content),
    ),
  );
}

/** An advertisement: the article inside placementTracking, beside four pixels that watch its edges. */
export function promotedArticle(post: ApiPost): HTMLElement {
  const pixels = ['top', 'right', 'bottom', 'left'].map((edge) =>
    h(
      'div',
      { 'data-testid': `${edge}-impression-pixel` },
      h('div', { 'data-testid': 'placementTracking' }, h('div')),
    ),
  );
  return h('div', { 'data-testid': 'placementTracking' }, ...pixels, postArticle(post, { isPromoted: true }));
}

function userName(post: ApiPost, { isFocal, isPromoted }: PostLook): HTMLElement {
  const { name, screen_name: handle } = post.core.user_results.result.legacy;
  const badge = h(
    'span',
    {},
    icon('verified', { role: 'img', 'data-testid': 'icon-verified', class: 'badge' }),
  );
  const nameLink = h(
    'a',
    { href: `/${handle}`, role: 'link' },
    h(
      'div',
      {},
      h('div', { dir: direction, class: 'name' }, h('span', {}, h('span', {}, name))),
      h('div', { dir: direction }, badge),
    ),
  );
  const handleLink = h(
    'a',
    { href: `/${handle}`, role: 'link', tabindex: -1 },
    text(`@${handle}`, { dir: 'ltr', class: 'muted' }),
  );
  const hasTime = !isFocal && !isPromoted;
  return nest(
    2,
    h(
      'div',
      { id: newId(), 'data-testid': 'User-Name' },
      nest(2, nameLink),
      nest(
        1,
        h(
          'div',
          { class: 'handle-and-time' },
          h('div', {}, handleLink),
          hasTime && text('·', { 'aria-hidden': 'true', class: 'muted' }),
          hasTime && h('div', {}, permalink(post, ageOf(post))),
        ),
      ),
    ),
  );
}

function permalink(post: ApiPost, label: string): HTMLElement {
  const href = `/${post.core.user_results.result.legacy.screen_name}/status/${post.rest_id}`;
  const datetime = new Date(post.legacy.created_at).toISOString();
  return h(
    'a',
    { href, dir: direction, 'aria-label': label, role: 'link', class: 'muted' },
    h('time', { datetime }, label),
  );
}

function menu({ isPromoted }: PostLook): HTMLElement {
  const ad = isPromoted && text(phrase('ad'), { class: 'muted' });
  return nest(1, h('div', { class: 'caret' }, ad, nest(3, caret())));
}

function postText({ legacy }: ApiPost): HTMLElement {
  const attributes = { dir: 'auto', lang: legacy.lang, id: newId(), 'data-testid': 'tweetText' };
  const [link] = legacy.entities?.urls ?? [];
  if (!link) return h('div', attributes, h('span', {}, legacy.full_text));
  const before = legacy.full_text.slice(0, legacy.full_text.indexOf(link.url));
  const target = {
    dir: direction,
    href: link.url,
    rel: 'noopener noreferrer nofollow',
    role: 'link',
    target: '_blank',
  };
  return h('div', attributes, h('span', {}, before), h('a', target, link.display_url));
}

/** In place of a post that is gone: no article, and no test id is known for it. */
export function tombstone(): HTMLElement {
  return h('div', { class: 'tombstone' }, text(phrase('postUnavailable')));
}

function socialContext({ legacy }: ApiUser): HTMLElement {
  const label = h('span', { 'data-testid': 'socialContext' }, phrase('reposted', { name: legacy.name }));
  return nest(
    2,
    h(
      'div',
      { class: 'social-context' },
      icon('repost'),
      h('a', { href: `/${legacy.screen_name}`, dir: direction, role: 'link' }, label),
    ),
  );
}
