import { h, icon } from './dom.ts';
import { phrase } from './phrases.ts';

/** Stands in place of a list while it loads. Unlike the composer's upload bar it has no aria-valuenow. */
export function spinner(): HTMLElement {
  const attributes = {
    role: 'progressbar',
    'aria-label': phrase('loading'),
    'aria-valuemax': 1,
    'aria-valuemin': 0,
  };
  return h('div', { class: 'spinner', ...attributes }, h('div', {}, icon('reload')));
}
