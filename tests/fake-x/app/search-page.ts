import { columnHeader } from './column-header.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { searchBox } from './search-box.ts';
import { tabBar } from './tabs.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';

const FILTERS = ['', 'live', 'user'];
const PRODUCTS = ['Top', 'Latest', 'People'];

export function open(page: Page): void {
  const { searchParams } = page.url;
  const rawQuery = searchParams.get('q') ?? '';
  const selected = Math.max(0, FILTERS.indexOf(searchParams.get('f') ?? ''));
  const labels = [phrase('searchTabTop'), phrase('searchTabLatest'), phrase('searchTabPeople')];
  const tabs = labels.map((label, index) => {
    const filter = FILTERS[index] ? `&f=${FILTERS[index]}` : '';
    return { label, href: `/search?q=${encodeURIComponent(rawQuery)}&src=typed_query${filter}` };
  });
  page.column.append(columnHeader(phrase('searchButton'), '', searchBox(rawQuery), tabBar(tabs, selected)));
  setTitle(`${rawQuery} - ${phrase('searchButton')}`);
  openTimeline(page, {
    title: phrase('searchButton'),
    empty: { header: phrase('searchNoResults', { query: rawQuery }) },
    fetchPage: graphqlTimeline('SearchTimeline', { rawQuery, product: PRODUCTS[selected] }),
  });
}
