import { h, icon, nest } from './dom.ts';
import { phrase } from './phrases.ts';
import { settings } from './settings.ts';

/**
 * Mobile web's tab bar, in the layer beside the page. It has no link to one's own profile, and so none of the three
 * signs by which a desktop page shows who is logged in [third-party notes; which tabs there are is inferred].
 */
export function mobileTabBar(): HTMLElement {
  return h(
    'nav',
    { 'aria-label': phrase('navPrimaryLabel'), role: 'navigation', class: 'tab-bar' },
    link('/home', phrase('navHome'), 'home', 'AppTabBar_Home_Link'),
    link('/explore', phrase('navSearchAndExploreLabel'), 'search', 'AppTabBar_Explore_Link'),
    link('/notifications', phrase('navNotifications'), 'bell', 'AppTabBar_Notifications_Link'),
    link('/messages', phrase('navDirectMessagesLabel'), 'mail', 'AppTabBar_DirectMessage_Link'),
  );
}

/** Opens the composer, which on a phone is a page of its own. */
export function composeButton(): HTMLElement {
  const href = settings.era === '2021' ? '/compose/tweet' : '/compose/post';
  const attributes = {
    href,
    'aria-label': phrase('postButton'),
    role: 'link',
    'data-testid': 'FloatingActionButtons_Tweet_Button',
    class: 'floating',
  };
  return h('a', attributes, nest(1, icon('reply')));
}

function link(
  href: string,
  label: string,
  iconName: Parameters<typeof icon>[0],
  testId: string,
): HTMLElement {
  const attributes = { href, 'aria-label': label, role: 'link', 'data-testid': testId };
  return h('a', attributes, nest(2, icon(iconName)));
}
