import { h } from './dom.ts';
import { layers } from './layers.ts';
import { navigation, showUnread } from './navigation.ts';
import { get, post } from './request.ts';
import { startRouter } from './router.ts';
import { setUnreadCount } from './title.ts';

const BADGE_INTERVAL_MS = 30_000;

/** Draw the app over the server's HTML: splash and script failure are gone from here on. */
function start(): void {
  for (const drawing of document.querySelectorAll('[id^="loading-x-anim-"]')) drawing.remove();
  const shortcuts = h(
    'h2',
    { role: 'heading', 'aria-level': 2, class: 'hidden' },
    'To view keyboard shortcuts, press question mark',
  );
  const root = document.querySelector('#react-root > div > div');
  const shown = [
    skipButton('Skip to home timeline'),
    skipButton('Skip to trending'),
    navigation(),
    startRouter(),
  ];
  root?.replaceChildren(
    shortcuts,
    layers(),
    h('div', { dir: 'ltr', 'aria-hidden': 'false', class: 'app' }, ...shown),
  );
}

function skipButton(label: string): HTMLElement {
  return h(
    'button',
    { 'aria-label': label, role: 'button', type: 'button', class: 'hidden' },
    h('div', { dir: 'ltr' }, h('span')),
  );
}

async function refreshBadge(): Promise<void> {
  const answer = await get(
    '/i/api/2/badge_count/badge_count.json?supports_ntab_urt=1',
    AbortSignal.timeout(BADGE_INTERVAL_MS),
  ).catch(() => null);
  const count = (answer?.body as { ntab_unread_count?: number } | undefined)?.ntab_unread_count;
  if (count === undefined) return;
  setUnreadCount(count);
  showUnread(count);
}

start();
void refreshBadge();
setInterval(() => void refreshBadge(), BADGE_INTERVAL_MS);
// telemetry; content blockers cut it and X does not mind
void post('/i/api/1.1/jot/client_event.json', { event: 'page_load' }).catch(() => null);
