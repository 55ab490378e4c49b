import { columnHeader } from './column-header.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';

export function open(page: Page): void {
  const listId = page.url.pathname.split('/').at(-1) ?? '';
  const title = `${phrase('list')} ${listId}`;
  page.column.append(columnHeader(title));
  setTitle(title);
  const empty = { header: phrase('listEmptyHeader'), body: phrase('listEmptyBody') };
  openTimeline(page, { title, empty, fetchPage: graphqlTimeline('ListLatestTweetsTimeline', { listId }) });
}
