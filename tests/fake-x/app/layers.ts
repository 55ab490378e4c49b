import { h, icon, nest, text } from './dom.ts';
import { phrase } from './phrases.ts';

/** Success and failure messages go away by themselves after this long. */
const TOAST_MS = 4_000;

const slots = h('div', { class: 'slots' });

/** The layer of dialogs, drawers and toasts beside the page. */
export function layers(): HTMLElement {
  return h(
    'div',
    { id: 'layers', style: 'z-index: 1' },
    drawer(messagesDrawer()),
    drawer(h('div', { 'data-testid': 'BottomBar' })),
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
    { id: 'modal-header', role: 'heading', 'aria-level': 1, dir: 'ltr' },
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

function messagesDrawer(): HTMLElement {
  const title = h(
    'h2',
    { dir: 'ltr', 'aria-level': 2, role: 'heading' },
    nest(2, h('span', {}, phrase('navMessages'))),
  );
  const expand = h(
    'button',
    { 'aria-label': 'Expand', role: 'button', type: 'button' },
    h('div', { dir: 'ltr' }, icon('share')),
  );
  return h(
    'div',
    { 'data-testid': 'DMDrawer', class: 'messages-drawer' },
    nest(2, h('div', { 'data-testid': 'DMDrawerHeader' }, title, expand)),
  );
}
