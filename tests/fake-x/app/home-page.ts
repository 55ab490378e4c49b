import { composer, type PostedEvent, posted } from './composer.ts';
import { h, icon, nest, text } from './dom.ts';
import type { EmptyText } from './empty-state.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { postArticle } from './post.ts';
import { tabBar } from './tabs.ts';
import { Timeline } from './timeline.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';

const welcome: EmptyText = {
  header: phrase('homeEmptyHeader'),
  body: phrase('homeEmptyBody'),
  button: { label: phrase('homeEmptyButton'), href: '/i/connect_people' },
};
const waiting: EmptyText = { header: phrase('listEmptyHeader'), body: phrase('listEmptyBody') };

/** All lead to /home; which one is open shows only in aria-selected. The last is a pinned list. */
const TABS = [
  { label: phrase('tabForYou'), fetchPage: graphqlTimeline('HomeTimeline', {}), empty: welcome },
  { label: phrase('tabFollowing'), fetchPage: graphqlTimeline('HomeLatestTimeline', {}), empty: welcome },
  {
    label: 'Wetlands',
    fetchPage: graphqlTimeline('ListLatestTweetsTimeline', { listId: '1001' }),
    empty: waiting,
  },
];

/** the tab is remembered while the app runs */
let selected = 0;

export function open({ column, signal }: Page): void {
  const slot = h('div');
  let leaveTab = new AbortController();
  let timeline: Timeline | undefined;
  const openTab = (index: number) => {
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
    void timeline.load();
  };
  const tabs = tabBar(
    TABS.map(({ label }) => ({ label, href: '/home' })),
    selected,
    openTab,
  );
  column.append(
    h('div', { class: 'column-header' }, nest(2, tabs), newPostsPill()),
    h('div', { style: 'height: 0px' }),
    h('div', {}, composer('inline')),
    h('div'),
    slot,
  );
  const showOwn = (event: Event) => {
    const { post } = event as PostedEvent;
    timeline?.prepend({ key: `tweet-${post.rest_id}`, build: () => postArticle(post) });
  };
  posted.addEventListener('posted', showOwn, { signal });
  setTitle(phrase('navHome'));
  openTab(selected);
}

/** On every home page, out of sight until there are new posts. */
function newPostsPill(): HTMLElement {
  const button = h(
    'button',
    {
      'aria-hidden': 'true',
      'aria-label': 'New posts are available. Push the period key to go to the them.',
      role: 'button',
      tabindex: -1,
      type: 'button',
    },
    nest(1, icon('back'), text(phrase('newPostsPill'), { 'data-testid': 'pillLabel' })),
  );
  return h('div', { class: 'pill', style: 'z-index: -1' }, nest(1, h('div', { role: 'status' }, button)));
}
