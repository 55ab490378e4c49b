import { type ComponentChild, h } from 'preact';

/** What the colours and shapes of a drawing mean, as far as they are in it. */
export const legend = (entries: [isUsed: boolean, ComponentChild, string][]): ComponentChild =>
  h(
    'ul',
    { class: 'legend quiet' },
    entries.filter(([isUsed]) => isUsed).map(([, mark, words]) => h('li', null, mark, words)),
  );

const SHAPES: Record<string, string> = { usual: 'M0 .5h1', span: 'M0 0h1v1H0z' };

/** A sample of what is drawn with a class: bars are thick lines. */
export const swatch = (name: string): ComponentChild =>
  h(
    'svg',
    { viewBox: '0 0 1 1', width: 14, height: 14, 'aria-hidden': 'true' },
    h('path', { class: name, d: SHAPES[name] ?? 'M.5 0v1' }),
  );
