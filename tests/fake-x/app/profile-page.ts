import type { ApiUser } from '../api-types.ts';
import { account } from './account.ts';
import { avatar } from './avatar.ts';
import { columnHeader } from './column-header.ts';
import { h, nest, text } from './dom.ts';
import type { EmptyText } from './empty-state.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase, shortNumber } from './phrases.ts';
import { ApiError, query } from './request.ts';
import { retryPrompt } from './retry-prompt.ts';
import { spinner } from './spinner.ts';
import { tabBar } from './tabs.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';

export function open(page: Page): void {
  setTitle(phrase('navProfile'));
  void load(page);
}

async function load(page: Page): Promise<void> {
  const { column, url, signal } = page;
  column.replaceChildren(spinner());
  try {
    const { body } = await query('UserByScreenName', { screen_name: url.pathname.split('/')[1] }, signal);
    if (!signal.aborted) show(page, (body as { data: { user: { result: ApiUser } } }).data.user.result);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof ApiError)) throw error;
    column.replaceChildren(
      h(
        'div',
        {},
        retryPrompt(() => void load(page)),
      ),
    );
  }
}

function show(page: Page, user: ApiUser): void {
  const { name, screen_name: handle } = user.legacy;
  const hasReplies = page.url.pathname.endsWith('/with_replies');
  const tabs = [
    { label: phrase('profileTabPosts'), href: `/${handle}` },
    { label: phrase('profileTabReplies'), href: `/${handle}/with_replies` },
  ];
  page.column.replaceChildren(
    columnHeader(name, postsCountText(user)),
    profileHead(user),
    h('div', {}, tabBar(tabs, hasReplies ? 1 : 0)),
  );
  setTitle(`${name} (@${handle})`);
  openTimeline(page, {
    title: phrase('profileTimelineTitle', { fullName: name }),
    empty: emptyText(handle),
    fetchPage: graphqlTimeline(hasReplies ? 'UserTweetsAndReplies' : 'UserTweets', { userId: user.rest_id }),
  });
}

/** What the account's own numbers say, whether or not its posts come: "12.3K posts". */
function postsCountText({ legacy }: ApiUser): string {
  return phrase('postsCount', { count: shortNumber(legacy.statuses_count) });
}

function profileHead({ legacy }: ApiUser): HTMLElement {
  const { name, screen_name: handle, description } = legacy;
  const names = h(
    'div',
    { 'data-testid': 'UserName' },
    nest(2, text(name, { class: 'name large' })),
    nest(2, text(`@${handle}`, { class: 'muted' })),
  );
  const about = h('div', { dir: 'auto', 'data-testid': 'UserDescription' }, h('span', {}, description));
  return h(
    'div',
    { class: 'profile-head' },
    h('div', { class: 'banner' }),
    nest(1, avatar(handle, 96)),
    names,
    about,
  );
}

function emptyText(handle: string): EmptyText {
  if (handle !== account.screen_name) {
    return { header: phrase('profileEmptyHeader', { screenName: handle }), body: phrase('profileEmptyBody') };
  }
  const button = { label: phrase('ownProfileEmptyButton'), href: '/compose/post' };
  return { header: phrase('ownProfileEmptyHeader'), body: phrase('ownProfileEmptyBody'), button };
}
