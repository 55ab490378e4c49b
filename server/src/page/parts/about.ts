import { type ComponentChild, h } from 'preact';
import { LANGUAGES } from '../languages.ts';
import type { Words } from '../words.ts';

/** Where the numbers come from, and how to take them along. */
export function about({ text }: Words, extensionUrl: string | undefined): ComponentChild {
  const links: [string, string][] = [
    ...(extensionUrl ? [[extensionUrl, text('links.extension')] as [string, string]] : []),
    ['/v1/incidents.atom', text('links.feed')],
    ['/v1/badge.svg', text('links.badge')],
    ['/v1/status', text('links.status')],
    ['/v1/data', text('links.data')],
    ['/openapi.json', text('links.api')],
  ];
  return h(
    'section',
    { id: 'about', class: 'about' },
    h(
      'div',
      null,
      h('h2', null, text('about.title')),
      h('p', null, text('about.source')),
      h('p', null, text('about.rounding')),
      h('p', null, text('about.licence'), ' ', text('about.independent')),
    ),
    h(
      'nav',
      { 'aria-labelledby': 'links-title' },
      h('h2', { id: 'links-title' }, text('links.title')),
      h(
        'ul',
        null,
        links.map(([href, label]) => h('li', null, h('a', { href }, label))),
      ),
    ),
  );
}

export const languageLinks = ({ text, language }: Words): ComponentChild =>
  h(
    'nav',
    { class: 'languages', 'aria-label': text('links.language') },
    Object.entries(LANGUAGES).map(([code, { name }]) =>
      h(
        'a',
        {
          href: `/?lang=${code}`,
          lang: code,
          hreflang: code,
          ...(code === language && { 'aria-current': 'true' }),
        },
        name,
      ),
    ),
  );
