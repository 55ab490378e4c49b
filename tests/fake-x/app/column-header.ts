import { h, icon, nest } from './dom.ts';

/** Back arrow, name and second line on top of the main column of most pages. */
export function columnHeader(title: string, secondLine = '', ...below: HTMLElement[]): HTMLElement {
  const back = h(
    'button',
    { 'aria-label': 'Back', role: 'button', 'data-testid': 'app-bar-back', type: 'button' },
    h('div', { dir: 'ltr' }, icon('back')),
  );
  back.addEventListener('click', () => history.back());
  const heading = h('h2', { dir: 'ltr', 'aria-level': 2, role: 'heading' }, nest(2, h('span', {}, title)));
  const names = h(
    'div',
    { class: 'header-names' },
    heading,
    secondLine !== '' && h('div', { dir: 'ltr', class: 'muted' }, secondLine),
  );
  return h(
    'div',
    { class: 'column-header' },
    nest(2, h('div', { class: 'header-row' }, back, names)),
    ...below,
  );
}
