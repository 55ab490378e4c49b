import { type ComponentChild, h } from 'preact';
import type { CrowdStatus } from '../../detect/judge-window.ts';
import type { Status } from '../../publish/snapshot.ts';
import type { Words } from '../words.ts';

const RANK: Record<CrowdStatus, number> = { outage: 0, elevated: 1, calm: 2, 'no-data': 3 };

/** Countries, and regions with their smaller countries: the worst first. */
export function places({ cells }: Status, words: Words): ComponentChild {
  const { text, number, share } = words;
  const sorted = cells.toSorted((a, b) => RANK[a.status] - RANK[b.status] || b.problem - a.problem);
  return h(
    'section',
    { id: 'places', class: 'card', 'aria-labelledby': 'places-title' },
    h('h2', { id: 'places-title' }, text('places.title')),
    sorted.length === 0
      ? h('p', { class: 'quiet' }, text('places.none'))
      : h(
          'table',
          null,
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              (['column.place', 'column.trouble', 'column.usual', 'column.share'] as const).map((key) =>
                h('th', { scope: 'col' }, text(key)),
              ),
            ),
          ),
          h(
            'tbody',
            null,
            sorted.map((cell) =>
              h(
                'tr',
                { 'data-status': cell.status },
                h(
                  'th',
                  { scope: 'row' },
                  placeName(cell.cell, words),
                  h('small', null, text(`place.${cell.status}`)),
                ),
                h('td', null, number(cell.problem)),
                h('td', null, cell.expected === null ? '–' : number(cell.expected)),
                h('td', null, cell.share === null ? '–' : share(cell.share)),
              ),
            ),
          ),
        ),
  );
}

/** A region holds those of its countries that have too few reports to be shown by themselves. */
export const placeName = (code: string, { place, text }: Words): string =>
  /^\d+$/.test(code) ? text('places.region', { region: place(code) }) : place(code);
