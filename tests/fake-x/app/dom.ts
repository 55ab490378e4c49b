import { settings } from './settings.ts';

type Child = Node | string | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined>;

const SVG = 'http://www.w3.org/2000/svg';
let idsCount = 0;

/** X writes the direction of its language onto every text. */
export const direction = document.documentElement.dir;

/** An element; attributes that are undefined or false are left out. */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A real button since 2024, before that a div with the role of one [captures]. */
export function button(attributes: Attributes, ...children: Child[]): HTMLElement {
  if (settings.era === '2025')
    return h('button', { role: 'button', type: 'button', ...attributes }, ...children);
  const { disabled: isDisabled, ...rest } = attributes;
  return h('div', { role: 'button', tabindex: isDisabled ? -1 : 0, ...rest }, ...children);
}

/** X's pages nest deeply; a reader of them must get through as many wrappers here. */
export function nest(depth: number, ...children: Child[]): HTMLElement {
  return depth === 1 ? h('div', {}, ...children) : h('div', {}, nest(depth - 1, ...children));
}

/** The form in which X writes nearly every text. */
export function text(content: string, attributes: Attributes = {}): HTMLElement {
  return h('div', { dir: direction, ...attributes }, h('span', {}, content));
}

export function newId(): string {
  return `id__${++idsCount}`;
}

/** The drawings are ours, not X's. */
const ICONS = {
  logo: 'M4 4l16 16M20 4L4 20',
  home: 'M3 11l9-8 9 8v10h-6v-6H9v6H3z',
  search: 'M16 16l5 5M10 3a7 7 0 100 14 7 7 0 000-14z',
  bell: 'M5 17h14l-2-4V9a5 5 0 00-10 0v4zM10 20h4',
  mail: 'M3 5h18v14H3zM3 6l9 7 9-7',
  bookmark: 'M6 3h12v18l-6-5-6 5z',
  person: 'M12 3a4 4 0 100 9 4 4 0 000-9zM4 21c1-5 4-7 8-7s7 2 8 7z',
  list: 'M5 4h14v16H5zM8 8h8M8 12h8M8 16h5',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  reply: 'M4 5h16v11h-9l-4 4v-4H4z',
  repost: 'M5 8l3-3 3 3M8 5v12h7M19 16l-3 3-3-3M16 19V7H9',
  like: 'M12 20C4 14 3 11 3 8.500a4.500 4.500 0 019-1 4.500 4.500 0 019 1C21 11 20 14 12 20z',
  views: 'M5 20V12M10 20V4M15 20v-9M20 20V8',
  share: 'M12 15V4M8 8l4-4 4 4M5 14v6h14v-6',
  reload: 'M20 12a8 8 0 11-3-6M20 3v5h-5',
  verified: 'M5 12l5 5 9-10',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.1',
  back: 'M20 12H5M11 6l-6 6 6 6',
} as const;

export function icon(name: keyof typeof ICONS, attributes: Record<string, string> = {}): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const all = { viewBox: '0 0 24 24', 'aria-hidden': 'true', ...attributes };
  for (const [key, value] of Object.entries(all)) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}
