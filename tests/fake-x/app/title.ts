import { direction } from './dom.ts';
import { settings } from './settings.ts';

/** For this long a new page has the bare title "X", as on the real site. */
const BARE_TITLE_MS = 60;

let name = '';
let unreadCount = 0;
let timer = 0;

const SITE = settings.era === '2021' ? 'Twitter' : 'X';

/**
 * `Home` becomes `Home / X`, or `(2) Home / X` with unread notifications. In right-to-left languages the site comes
 * first, with another stroke [control-panel-for-twitter 4].
 */
export function setTitle(pageName: string): void {
  name = pageName;
  clearTimeout(timer);
  document.title = SITE;
  timer = window.setTimeout(write, BARE_TITLE_MS);
}

export function setUnreadCount(count: number): void {
  if (count === unreadCount) return;
  unreadCount = count;
  if (document.title !== SITE) write();
}

function write(): void {
  const title = direction === 'rtl' ? `${SITE} \\ ${name}` : `${name} / ${SITE}`;
  document.title = `${unreadCount > 0 ? `(${unreadCount}) ` : ''}${title}`;
}
