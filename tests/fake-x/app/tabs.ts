import { button, direction, h, icon, nest } from './dom.ts';

export interface Tab {
  label: string;
  href: string;
}

/** X's tab bar. `onSelect` takes the place of following the link: home's tabs all lead to /home. */
export function tabBar(tabs: Tab[], selected: number, onSelect?: (index: number) => void): HTMLElement {
  const links = tabs.map(({ label, href }, index) => {
    const link = h(
      'a',
      { href, role: 'tab' },
      nest(1, h('div', { dir: direction }, h('span', {}, label), h('div', { class: 'tab-line' }))),
    );
    if (onSelect) {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        select(links, index);
        onSelect(index);
      });
    }
    return link;
  });
  select(links, selected);
  const list = h(
    'div',
    { role: 'tablist', 'data-testid': 'ScrollSnap-List' },
    ...links.map((link) => h('div', { role: 'presentation' }, link)),
  );
  return h(
    'nav',
    { 'aria-live': 'polite', role: 'navigation' },
    h(
      'div',
      {},
      scrollButton('prev', 'Previous'),
      h('div', { 'data-testid': 'ScrollSnap-SwipeableList', style: 'overflow: hidden' }, list),
      scrollButton('next', 'Next'),
    ),
  );
}

function select(links: HTMLElement[], selected: number): void {
  for (const [index, link] of links.entries()) {
    link.setAttribute('aria-selected', String(index === selected));
    if (index === selected) link.removeAttribute('tabindex');
    else link.setAttribute('tabindex', '-1');
  }
}

function scrollButton(name: 'prev' | 'next', label: string): HTMLElement {
  const attributes = {
    'aria-disabled': 'true',
    disabled: true,
    'aria-label': label,
    tabindex: -1,
  };
  return h(
    'div',
    { 'data-testid': `ScrollSnap-${name}ButtonWrapper`, class: 'scroll-button' },
    button(attributes, h('div', { dir: direction }, icon('back'), h('span'))),
  );
}
