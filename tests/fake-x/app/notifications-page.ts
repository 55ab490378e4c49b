import type { ApiNotifications } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { columnHeader } from './column-header.ts';
import { direction, h, icon, nest } from './dom.ts';
import { openTimeline } from './open-timeline.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { get } from './request.ts';
import { tabBar } from './tabs.ts';
import type { TimelinePage } from './timeline.ts';
import { setTitle } from './title.ts';

type Notification = ApiNotifications['globalObjects']['notifications'][string];

/** The one list that still comes from X's older API, and so survives when GraphQL's are empty. */
export function open(page: Page): void {
  const title = phrase('navNotifications');
  const tabs = [
    { label: phrase('notificationsTabAll'), href: '/notifications' },
    { label: phrase('notificationsTabMentions'), href: '/notifications/mentions' },
  ];
  page.column.append(columnHeader(title, '', tabBar(tabs, page.url.pathname.endsWith('/mentions') ? 1 : 0)));
  setTitle(title);
  openTimeline(page, { title, empty: { header: phrase('notificationsEmptyHeader') }, fetchPage });
}

async function fetchPage(_cursor: unknown, _isRefetch: unknown, signal: AbortSignal): Promise<TimelinePage> {
  const { body } = await get('/i/api/2/notifications/all.json?count=20', signal);
  const { globalObjects, timeline } = body as ApiNotifications;
  const entries = timeline.instructions.flatMap(({ addEntries }) => addEntries.entries);
  const items = entries.flatMap(({ entryId, content }) => {
    const notification = globalObjects.notifications[content.item.content.notification.id];
    return notification ? [{ key: entryId, build: () => article(notification) }] : [];
  });
  return { items };
}

function article({ message, userHandle }: Notification): HTMLElement {
  const label = h('div', { dir: direction }, h('span', {}, message.text));
  return h(
    'article',
    { role: 'article', tabindex: 0, 'data-testid': 'notification' },
    h(
      'div',
      { class: 'notification' },
      nest(1, icon('like')),
      nest(1, nest(1, avatar(userHandle, 32)), nest(1, label)),
    ),
  );
}
