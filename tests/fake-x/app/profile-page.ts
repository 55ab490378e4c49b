import type { ApiUser, UnavailableUser } from '../api-types.ts';
import type { Operation } from '../scenario.ts';
import { account } from './account.ts';
import { avatar } from './avatar.ts';
import { columnHeader } from './column-header.ts';
import { h, nest, text } from './dom.ts';
import { type EmptyText, emptyState } from './empty-state.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase, shortNumber } from './phrases.ts';
import { ApiError, query } from './request.ts';
import { retryPrompt } from './retry-prompt.ts';
import { settings } from './settings.ts';
import { spinner } from './spinner.ts';
import { tabBar } from './tabs.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';
import { userState } from './user-state.ts';

interface ProfileTab {
  label: string;
  path: string;
  operation: Operation;
  empty(screenName: string): EmptyText;
}

const TABS: ProfileTab[] = [
  { label: phrase('profileTabPosts'), path: '', operation: 'UserTweets', empty: emptyPosts },
  {
    label: phrase('profileTabReplies'),
    path: '/with_replies',
    operation: 'UserTweetsAndReplies',
    empty: emptyPosts,
  },
  {
    label: phrase('profileTabMedia'),
    path: '/media',
    operation: 'UserMedia',
    empty: (screenName) => ({
      header: phrase('mediaEmptyHeader', { screenName }),
      body: phrase('profileEmptyBody'),
    }),
  },
  {
    label: phrase('profileTabLikes'),
    path: '/likes',
    operation: 'Likes',
    empty: (screenName) => ({
      header: phrase('likesEmptyHeader', { screenName }),
      body: phrase('likesEmptyBody'),
    }),
  },
];

export function open(page: Page): void {
  setTitle(phrase('navProfile'));
  void load(page);
}

async function load(page: Page): Promise<void> {
  const { column, url, signal } = page;
  const handle = url.pathname.split('/')[1] ?? '';
  column.replaceChildren(spinner());
  try {
    const { body } = await query('UserByScreenName', { screen_name: handle }, signal);
    const { user } = (body as { data: { user?: { result: ApiUser | UnavailableUser } } }).data;
    if (signal.aborted) return;
    if (user?.result.__typename === 'User') show(page, user.result);
    else showWithout(page, handle, user ? 'accountSuspended' : 'accountDoesntExist');
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

/** Nothing of the account is known but the name that was asked for. */
function showWithout(page: Page, handle: string, header: 'accountSuspended' | 'accountDoesntExist'): void {
  const head = h(
    'div',
    { class: 'profile-head' },
    h('div', { class: 'banner' }),
    text(`@${handle}`, { dir: 'ltr', class: 'name' }),
  );
  page.column.replaceChildren(
    columnHeader(phrase('navProfile')),
    head,
    emptyState({ header: phrase(header) }),
  );
}

function show(page: Page, user: ApiUser): void {
  const { name, screen_name: handle } = user.legacy;
  page.column.replaceChildren(columnHeader(name, postsCountText(user)), profileHead(user));
  setTitle(`${name} (@${handle})`);
  const state = userState(user, () => {
    page.column.lastElementChild?.remove();
    showPosts(page, user);
  });
  if (state) page.column.append(emptyState(state));
  else showPosts(page, user);
}

function showPosts(page: Page, { rest_id: userId, legacy }: ApiUser): void {
  const { name, screen_name: handle } = legacy;
  const isOwn = handle === account.screen_name;
  // since 2024 nobody sees what others like
  const tabs = TABS.filter(({ path }) => path !== '/likes' || (!isOwn && settings.era !== '2025'));
  const selected = Math.max(
    0,
    tabs.findIndex(({ path }) => path !== '' && page.url.pathname.endsWith(path)),
  );
  const { operation, empty } = tabs[selected] ?? (TABS[0] as ProfileTab);
  const links = tabs.map(({ label, path }) => ({ label, href: `/${handle}${path}` }));
  page.column.append(h('div', {}, tabBar(links, selected)));
  openTimeline(page, {
    title: phrase('profileTimelineTitle', { fullName: name }),
    empty: empty(handle),
    fetchPage: graphqlTimeline(operation, { userId }),
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
    nest(2, text(`@${handle}`, { dir: 'ltr', class: 'muted' })),
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

function emptyPosts(handle: string): EmptyText {
  if (handle !== account.screen_name) {
    return { header: phrase('profileEmptyHeader', { screenName: handle }), body: phrase('profileEmptyBody') };
  }
  const button = { label: phrase('ownProfileEmptyButton'), href: '/compose/post' };
  return { header: phrase('ownProfileEmptyHeader'), body: phrase('ownProfileEmptyBody'), button };
}
