/** For this long a new page has the bare title "X", as on the real site. */
const BARE_TITLE_MS = 60;

let name = '';
let unreadCount = 0;
let timer = 0;

/** `Home` becomes `Home / X`, or `(2) Home / X` with unread notifications. */
export function setTitle(pageName: string): void {
  name = pageName;
  clearTimeout(timer);
  document.title = 'X';
  timer = window.setTimeout(write, BARE_TITLE_MS);
}

export function setUnreadCount(count: number): void {
  if (count === unreadCount) return;
  unreadCount = count;
  if (document.title !== 'X') write();
}

function write(): void {
  document.title = `${unreadCount > 0 ? `(${unreadCount}) ` : ''}${name} / X`;
}
