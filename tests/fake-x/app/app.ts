import { isLoggedIn } from './account.ts';
import { button, direction, h } from './dom.ts';
import { layers } from './layers.ts';
import { composeButton } from './mobile-navigation.ts';
import { navigation, showUnread } from './navigation.ts';
import { get, post } from './request.ts';
import { startRouter } from './router.ts';
import { settings } from './settings.ts';
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
  const isMobile = settings.layout === 'mobile';
  const shown = [
    skipButton('Skip to home timeline'),
    skipButton('Skip to trending'),
    isLoggedIn && !isMobile && navigation(),
    startRouter(),
    isLoggedIn && isMobile && composeButton(),
  ];
  const app = h(
    'div',
    { dir: direction, 'aria-hidden': 'false', class: isMobile ? 'app mobile' : 'app' },
    ...shown,
  );
  document.querySelector('#react-root > div > div')?.replaceChildren(shortcuts, layers(), app);
}

function skipButton(label: string): HTMLElement {
  return button({ 'aria-label': label, class: 'hidden' }, h('div', { dir: direction }, h('span')));
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
if (isLoggedIn) {
  void refreshBadge();
  setInterval(() => void refreshBadge(), BADGE_INTERVAL_MS);
}
// telemetry; content blockers cut it and X does not mind
void post('/i/api/1.1/jot/client_event.json', { event: 'page_load' }).catch(() => null);
