import { composer, type PostedEvent, posted } from './composer.ts';
import { button, h, icon, nest, text } from './dom.ts';
import type { EmptyText } from './empty-state.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { postArticle } from './post.ts';
import { settings } from './settings.ts';
import { sleep } from './sleep.ts';
import { tabBar } from './tabs.ts';
import { Timeline } from './timeline.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';
import { topNavBar } from './top-nav-bar.ts';

const welcome: EmptyText = {
  header: phrase('homeEmptyHeader'),
  body: phrase('homeEmptyBody'),
  button: { label: phrase('homeEmptyButton'), href: '/i/connect_people' },
};
const waiting: EmptyText = { header: phrase('listEmptyHeader'), body: phrase('listEmptyBody') };

/** All lead to /home; which one is open shows only in aria-selected. After the two feeds a pinned list and a community. */
const TABS = [
  { label: phrase('tabForYou'), fetchPage: graphqlTimeline('HomeTimeline', {}), empty: welcome },
  { label: phrase('tabFollowing'), fetchPage: graphqlTimeline('HomeLatestTimeline', {}), empty: welcome },
  {
    label: 'Wetlands',
    fetchPage: graphqlTimeline('ListLatestTweetsTimeline', { listId: '1001' }),
    empty: waiting,
  },
  {
    label: 'Bird calls',
    fetchPage: graphqlTimeline('CommunityTweetsTimeline', { communityId: '2001' }),
    empty: { header: phrase('communityEmptyHeader'), body: phrase('communityEmptyBody') },
  },
];

/** While a tab opens there is for a moment neither a list nor a state. */
const TAB_GAP_MS = 150;

/** the tab is remembered while the app runs */
let selected = 0;

export function open({ column, signal }: Page): void {
  const slot = h('div');
  let leaveTab = new AbortController();
  let timeline: Timeline | undefined;
  const openTab = async (index: number, gapMs = TAB_GAP_MS) => {
    selected = index;
    leaveTab.abort();
    leaveTab = new AbortController();
    const tab = TABS[index] ?? TABS[0];
    if (!tab) return;
    const { fetchPage, empty } = tab;
    const tabSignal = AbortSignal.any([signal, leaveTab.signal]);
    timeline = new Timeline({
      slot,
      title: phrase('homeTimelineTitle'),
      empty,
      fetchPage,
      signal: tabSignal,
    });
    slot.replaceChildren();
    await sleep(gapMs);
    if (!tabSignal.aborted) void timeline.load();
  };
  const tabs = tabBar(
    TABS.map(({ label }) => ({ label, href: '/home' })),
    selected,
    (index) => void openTab(index),
  );
  const isMobile = settings.layout === 'mobile';
  column.append(
    h('div', { class: 'column-header' }, isMobile && topNavBar(), nest(2, tabs), newPostsPill()),
    h('div', { style: 'height: 0px' }),
    h('div', {}, !isMobile && composer('inline')),
    h('div'),
    slot,
  );
  const showOwn = (event: Event) => {
    const { post } = event as PostedEvent;
    timeline?.prepend({ key: `tweet-${post.rest_id}`, build: () => postArticle(post) });
  };
  posted.addEventListener('posted', showOwn, { signal });
  setTitle(phrase('navHome'));
  void openTab(selected, 0);
}

/** On every home page, out of sight until there are new posts. */
function newPostsPill(): HTMLElement {
  const control = button(
    {
      'aria-hidden': 'true',
      'aria-label': 'New posts are available. Push the period key to go to the them.',
      tabindex: -1,
    },
    nest(1, icon('back'), text(phrase('newPostsPill'), { 'data-testid': 'pillLabel' })),
  );
  return h('div', { class: 'pill', style: 'z-index: -1' }, nest(1, h('div', { role: 'status' }, control)));
}
