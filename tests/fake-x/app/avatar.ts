import { h, nest } from './dom.ts';

/** Nested as on X, where the picture sits fifteen elements deep. */
export function avatar(handle: string, sizePx: number, isLink = true): HTMLElement {
  const fill = 'width: calc(100% - 4px); height: calc(100% - 4px)';
  const picture = nest(
    1,
    h('div', { style: 'padding-bottom: 100%' }),
    nest(
      2,
      h('div', { class: 'face', style: `background-color: ${colourOf(handle)}` }),
      h('img', { alt: '', draggable: 'true' }),
    ),
  );
  const layers = [
    h('div', { style: fill }, h('div', { style: 'background-color: rgba(0, 0, 0, 0)' })),
    h('div', { style: fill }, h('div')),
    h('div', { style: `background-color: rgb(0, 0, 0); ${fill}` }, picture),
    h('div', { style: fill }, h('div')),
  ];
  const target = isLink
    ? h('a', { href: `/${handle}`, 'aria-hidden': 'true', role: 'link', tabindex: -1 }, ...layers)
    : h('div', { role: 'presentation' }, ...layers);
  return h(
    'div',
    { 'data-testid': `UserAvatar-Container-${handle}`, style: `width: ${sizePx}px; height: ${sizePx}px` },
    h('div', { style: 'padding-bottom: 100%' }),
    nest(2, h('div', { style: 'padding-bottom: 100%' }), nest(1, h('div', { class: 'picture' }, target))),
  );
}

function colourOf(handle: string): string {
  let sum = 0;
  for (const letter of handle) sum = (sum * 31 + letter.charCodeAt(0)) % 360;
  return `hsl(${sum} 45% 45%)`;
}
