import { button, direction, h, icon, nest } from './dom.ts';
import { settings } from './settings.ts';

const isMobile = settings.layout === 'mobile';

/** Back arrow, name and second line on top of the main column of most pages. */
export function columnHeader(title: string, secondLine = '', ...below: HTMLElement[]): HTMLElement {
  const back = button(
    { 'aria-label': 'Back', 'data-testid': 'app-bar-back' },
    h('div', { dir: direction }, icon('back')),
  );
  back.addEventListener('click', () => history.back());
  const heading = h(
    'h2',
    { dir: direction, 'aria-level': 2, role: 'heading' },
    nest(2, h('span', {}, title)),
  );
  const names = h(
    'div',
    { class: 'header-names' },
    heading,
    secondLine !== '' && h('div', { dir: direction, class: 'muted' }, secondLine),
  );
  return h(
    'div',
    { class: 'column-header' },
    h('div', { 'data-testid': isMobile && 'TopNavBar' }, h('div', { class: 'header-row' }, back, names)),
    ...below,
  );
}
