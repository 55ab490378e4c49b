import { columnHeader } from './column-header.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { suggestions } from './suggestions.ts';
import { setTitle } from './title.ts';
import { userCell } from './user-cell.ts';

/** Where the button of an empty home leads. */
export function open(page: Page): void {
  const title = phrase('whoToFollow');
  page.column.append(columnHeader(title));
  setTitle(title);
  const items = suggestions.map((user) => ({ key: user.rest_id, build: () => userCell(user) }));
  openTimeline(page, {
    title,
    empty: { header: phrase('nothingToSee') },
    fetchPage: async () => ({ items }),
  });
}
