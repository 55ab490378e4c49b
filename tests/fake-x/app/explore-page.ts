import { columnHeader } from './column-header.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { searchBox } from './search-box.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';

export function open(page: Page): void {
  const title = phrase('navExplore');
  page.column.append(columnHeader(title, '', searchBox()));
  setTitle(title);
  const empty = { header: phrase('exploreUnavailable') };
  openTimeline(page, { title, empty, fetchPage: graphqlTimeline('ExplorePage', {}) });
}
