import { columnHeader } from './column-header.ts';
import { notFound } from './not-found-page.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { graphqlTimeline } from './timeline-items.ts';
import { setTitle } from './title.ts';

export function open(page: Page): void {
  const focalTweetId = page.url.pathname.split('/')[3] ?? '';
  const title = phrase('postButton');
  page.column.append(columnHeader(title));
  setTitle(title);
  const fetchPage = graphqlTimeline(
    'TweetDetail',
    { focalTweetId },
    {
      id: focalTweetId,
      onFound: ({ core, legacy }) => {
        const { name } = core.user_results.result.legacy;
        if (!page.signal.aborted) setTitle(phrase('onX', { name, text: legacy.full_text }));
      },
    },
  );
  openTimeline(page, {
    title: phrase('conversation'),
    empty: { header: phrase('nothingToSee') },
    fetchPage,
    notFound,
  });
}
