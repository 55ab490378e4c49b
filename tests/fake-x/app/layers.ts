import { isLoggedIn } from './account.ts';
import { button, direction, h, icon, nest, text } from './dom.ts';
import { mobileTabBar } from './mobile-navigation.ts';
import { phrase } from './phrases.ts';
import { settings } from './settings.ts';

/** Success and failure messages go away by themselves after this long. */
const TOAST_MS = 4_000;

const slots = h('div', { class: 'slots' });

/** The layer of dialogs, drawers and toasts beside the page. */
export function layers(): HTMLElement {
  return h(
    'div',
    { id: 'layers', style: 'z-index: 1' },
    isLoggedIn && settings.layout === 'desktop' && drawer(messagesDrawer()),
    drawer(bottomBar()),
    slots,
  );
}

export function showToast(message: string): void {
  const toast = h('div', { role: 'alert', 'data-testid': 'toast', class: 'toast' }, text(message));
  // a second one for screen readers, out of sight
  const spoken = h('div', { role: 'alert', 'data-testid': 'toast', class: 'hidden' }, text(message));
  const shown = h('div', {}, toast, spoken);
  slots.append(shown);
  setTimeout(() => shown.remove(), TOAST_MS);
}

/** @param heading `modal-header` names the dialog, as on X's log-in page */
export function showDialog(heading: string, content: HTMLElement): void {
  closeDialog();
  const title = h(
    'h1',
    { id: 'modal-header', role: 'heading', 'aria-level': 1, dir: direction },
    h('span', {}, heading),
  );
  const dialog = h(
    'div',
    { role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'modal-header', class: 'dialog' },
    nest(2, title),
    content,
  );
  slots.append(h('div', { class: 'dialog-layer' }, dialog));
}

export function closeDialog(): void {
  slots.querySelector('.dialog-layer')?.remove();
}

function drawer(content: HTMLElement): HTMLElement {
  return h(
    'div',
    { class: 'drawer', style: 'position: absolute; bottom: 0px; width: 100%' },
    nest(1, content),
  );
}

/** Empty on desktop pages of the account; holds the tabs of mobile web, and what asks visitors to log in. */
function bottomBar(): HTMLElement {
  const isMobile = settings.layout === 'mobile';
  return h('div', { 'data-testid': 'BottomBar' }, isLoggedIn ? isMobile && mobileTabBar() : logInBar());
}

/** Below the public pages of the front-end that logged-out visitors had until 2026 [capture 2023-12]. */
function logInBar(): HTMLElement {
  const attributes = { role: 'link', class: 'pill-button' };
  return h(
    'div',
    { class: 'log-in-bar' },
    h('a', { ...attributes, href: '/login', 'data-testid': 'loginButton' }, text(phrase('logIn'))),
    h('a', { ...attributes, href: '/i/flow/signup', 'data-testid': 'signupButton' }, text(phrase('signUp'))),
  );
}

function messagesDrawer(): HTMLElement {
  const title = h(
    'h2',
    { dir: direction, 'aria-level': 2, role: 'heading' },
    nest(2, h('span', {}, phrase('navMessages'))),
  );
  const expand = button({ 'aria-label': 'Expand' }, h('div', { dir: direction }, icon('share')));
  return h(
    'div',
    { 'data-testid': 'DMDrawer', class: 'messages-drawer' },
    nest(2, h('div', { 'data-testid': 'DMDrawerHeader' }, title, expand)),
  );
}
