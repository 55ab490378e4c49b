import { h, nest, text } from './dom.ts';
import { phrase } from './phrases.ts';
import { query } from './request.ts';
import { searchBox } from './search-box.ts';
import { suggestions } from './suggestions.ts';
import { entriesIn } from './timeline-items.ts';
import { trend } from './trend.ts';
import { userCell } from './user-cell.ts';

/** The right column with a timeline of its own, and with a link that an empty home has too. */
export function sidebar(signal: AbortSignal): HTMLElement {
  const trends = h('div');
  void fillTrends(trends, signal);
  const region = h(
    'div',
    { 'aria-label': phrase('timelineLabel', { title: phrase('trendingTimelineTitle') }) },
    trends,
  );
  const heading = h(
    'h1',
    { id: 'accessible-list-sidebar', role: 'heading', 'aria-level': 1, dir: 'auto', class: 'hidden' },
    phrase('trendingTimelineTitle'),
  );
  const section = h(
    'section',
    { role: 'region', 'aria-labelledby': 'accessible-list-sidebar' },
    heading,
    region,
  );
  const people = h('ul', { role: 'list' }, ...suggestions.map((user) => userCell(user, 'listitem')));
  const more = h(
    'a',
    { href: '/i/connect_people', role: 'link', class: 'more-link' },
    text(phrase('showMore')),
  );
  const blockTitle = h('h2', { 'aria-level': 2, role: 'heading' }, text(phrase('whoToFollow')));
  const aside = h(
    'aside',
    { 'aria-label': phrase('whoToFollow'), role: 'complementary', class: 'side-block' },
    nest(1, blockTitle),
    people,
    more,
  );
  const content = h(
    'div',
    { 'aria-label': 'Trending', tabindex: 0 },
    nest(2, nest(2, searchBox()), h('div', { class: 'side-block' }, section), nest(1, aside)),
  );
  return h('div', { 'data-testid': 'sidebarColumn' }, nest(2, content));
}

async function fillTrends(place: HTMLElement, signal: AbortSignal): Promise<void> {
  const answer = await query('ExploreSidebar', {}, signal).catch(() => null);
  if (signal.aborted) return;
  const trends = entriesIn(answer?.body).flatMap(({ content }) =>
    content.entryType === 'TimelineTimelineItem' && content.itemContent.itemType === 'TimelineTrend'
      ? [nest(2, trend(content.itemContent.name, content.itemContent.postsCount))]
      : [],
  );
  const heading = h('h2', { 'aria-level': 2, role: 'heading' }, text(phrase('trendingTimelineTitle')));
  place.replaceChildren(
    nest(2, heading),
    ...(trends.length > 0 ? trends : [text(phrase('trendsUnavailable'))]),
  );
}
