import { columnHeader } from './column-header.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';

export function open(page: Page): void {
  const communityId = page.url.pathname.split('/').at(-1) ?? '';
  const title = 'Bird calls';
  page.column.append(columnHeader(title));
  setTitle(title);
  const empty = { header: phrase('communityEmptyHeader'), body: phrase('communityEmptyBody') };
  openTimeline(page, {
    title,
    empty,
    fetchPage: graphqlTimeline('CommunityTweetsTimeline', { communityId }),
  });
}
