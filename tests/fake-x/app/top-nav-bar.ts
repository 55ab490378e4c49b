import { account } from './account.ts';
import { avatar } from './avatar.ts';
import { button, direction, h, icon, nest } from './dom.ts';

/** The head of mobile web's pages: a button with one's picture opens the menu [third-party notes of 2021-2026]. */
export function topNavBar(): HTMLElement {
  const menu = button(
    { 'aria-label': 'Profile menu', 'data-testid': 'DashButton_ProfileIcon_Link' },
    nest(1, avatar(account.screen_name, 32, false)),
  );
  const logo = h('div', { dir: direction }, icon('logo'));
  return h('div', { 'data-testid': 'TopNavBar' }, menu, logo, h('div'));
}
