import { direction, h, nest, text } from './dom.ts';
import { settings } from './settings.ts';

export interface EmptyText {
  header: string;
  body?: string;
  button?: { label: string; href: string; onPress?: () => void };
}

/** What X shows when a request succeeded and held nothing. */
export function emptyState({ header, body, button }: EmptyText): HTMLElement {
  const link =
    button && h('a', { href: button.href, role: 'link', 'data-testid': 'empty_state_button_text' });
  const onPress = button?.onPress;
  if (onPress)
    link?.addEventListener('click', (event) => {
      event.preventDefault();
      onPress();
    });
  link?.append(h('div', { dir: direction }, h('span', {}, h('span', {}, button?.label))));
  // both texts got names of their own between the client of 2021 and a page of 2022
  const hasNames = settings.era !== '2021';
  return nest(
    1,
    h(
      'div',
      { 'data-testid': 'emptyState' },
      h(
        'div',
        {},
        text(header, { 'data-testid': hasNames && 'empty_state_header_text', class: 'empty-header' }),
        body !== undefined &&
          text(body, { 'data-testid': hasNames && 'empty_state_body_text', class: 'muted' }),
        link,
      ),
    ),
  );
}
