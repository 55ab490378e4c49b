import { account } from './account.ts';
import { avatar } from './avatar.ts';
import { button, direction, h, icon, nest, text } from './dom.ts';
import { phrase } from './phrases.ts';
import { settings } from './settings.ts';

const isOfTwitter = settings.era === '2021';

const notifications = link(
  '/notifications',
  phrase('navNotifications'),
  phrase('navNotifications'),
  'bell',
  'AppTabBar_Notifications_Link',
);

/** The column of links at the left; it stands through every outage of the timelines. */
export function navigation(): HTMLElement {
  const logo = h(
    'a',
    { href: '/home', 'aria-label': isOfTwitter ? 'Twitter' : 'X', role: 'link' },
    h('div', { dir: direction }, icon('logo'), h('span')),
  );
  const links = [
    link('/home', phrase('navHome'), phrase('navHome'), 'home', 'AppTabBar_Home_Link'),
    link(
      '/explore',
      phrase('navSearchAndExploreLabel'),
      phrase('navExplore'),
      'search',
      'AppTabBar_Explore_Link',
    ),
    notifications,
    link(
      '/messages',
      phrase('navDirectMessagesLabel'),
      phrase('navMessages'),
      'mail',
      'AppTabBar_DirectMessage_Link',
    ),
    link('/i/bookmarks', phrase('navBookmarks'), phrase('navBookmarks'), 'bookmark'),
    link(
      `/${account.screen_name}`,
      phrase('navProfile'),
      phrase('navProfile'),
      'person',
      'AppTabBar_Profile_Link',
    ),
  ];
  const more = button(
    {
      'aria-expanded': 'false',
      'aria-haspopup': 'menu',
      'aria-label': phrase('navMoreLabel'),
      'data-testid': 'AppTabBar_More_Menu',
    },
    nest(2, icon('more')),
  );
  const compose = h(
    'a',
    {
      href: isOfTwitter ? '/compose/tweet' : '/compose/post',
      'aria-label': phrase('postButton'),
      role: 'link',
      'data-testid': 'SideNav_NewTweet_Button',
      class: 'compose-link',
    },
    text(phrase('postButton')),
  );
  const switcher = button(
    {
      'aria-label': phrase('accountMenuLabel'),
      'data-testid': 'SideNav_AccountSwitcher_Button',
    },
    h(
      'div',
      { class: 'switcher' },
      avatar(account.screen_name, 40, false),
      nest(
        1,
        text(account.name, { class: 'name' }),
        text(`@${account.screen_name}`, { dir: 'ltr', class: 'muted' }),
      ),
    ),
  );
  const top = nest(
    1,
    nest(1, h('h1', { role: 'heading' }, logo)),
    nest(1, h('nav', { 'aria-label': phrase('navPrimaryLabel'), role: 'navigation' }, ...links, more)),
    nest(1, compose),
  );
  return h('header', { role: 'banner' }, nest(3, top, nest(2, switcher)));
}

export function showUnread(count: number): void {
  notifications.querySelector('.unread')?.remove();
  if (count > 0)
    notifications
      .querySelector('div > div')
      ?.append(h('div', { class: 'unread', 'aria-label': `${count} unread items` }, String(count)));
}

function link(
  href: string,
  label: string,
  shown: string,
  iconName: Parameters<typeof icon>[0],
  testId?: string,
): HTMLElement {
  return h(
    'a',
    { href, 'aria-label': label, role: 'link', 'data-testid': testId },
    h('div', { class: 'nav-item' }, nest(1, icon(iconName)), text(shown)),
  );
}
