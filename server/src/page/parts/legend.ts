import { type ComponentChild, h } from 'preact';

/** What the colours and shapes of a drawing mean, as far as they are in it. */
export const legend = (entries: [isUsed: boolean, ComponentChild, string][]): ComponentChild =>
  h(
    'ul',
    { class: 'legend quiet' },
    entries.filter(([isUsed]) => isUsed).map(([, mark, words]) => h('li', null, mark, words)),
  );

/** A sample of what is drawn with a class. */
export const swatch = (name: string): ComponentChild =>
  h(
    'svg',
    { viewBox: '0 0 14 14', width: 14, height: 14, 'aria-hidden': 'true' },
    h('path', { class: name, d: name === 'usual' ? 'M0 7h14' : 'M1 1h12v12H1z' }),
  );
