import { columnHeader } from './column-header.ts';
import { h, text } from './dom.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { setTitle } from './title.ts';

/** Conversations are not simulated: the page stands for one that loads without any timeline. */
export function open({ column }: Page): void {
  const title = phrase('navMessages');
  const conversation = h(
    'div',
    { role: 'tab', 'data-testid': 'conversation', class: 'notification' },
    text('Tree Pipit'),
  );
  column.append(columnHeader(title), h('div', { role: 'tablist' }, conversation));
  setTitle(title);
}
