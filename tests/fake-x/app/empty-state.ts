import { h, nest, text } from './dom.ts';

export interface EmptyText {
  header: string;
  body?: string;
  button?: { label: string; href: string };
}

/** What X shows when a request succeeded and held nothing. */
export function emptyState({ header, body, button }: EmptyText): HTMLElement {
  const link =
    button && h('a', { href: button.href, role: 'link', 'data-testid': 'empty_state_button_text' });
  link?.append(h('div', { dir: 'ltr' }, h('span', {}, h('span', {}, button?.label))));
  return nest(
    1,
    h(
      'div',
      { 'data-testid': 'emptyState' },
      h(
        'div',
        {},
        text(header, { 'data-testid': 'empty_state_header_text' }),
        body !== undefined && text(body, { 'data-testid': 'empty_state_body_text' }),
        link,
      ),
    ),
  );
}
