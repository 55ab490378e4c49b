import { type ComponentChild, h } from 'preact';
import type { CrowdStatus } from '../../detect/judge-window.ts';
import type { Snapshot, Status } from '../../publish/snapshot.ts';
import type { TextKey } from '../texts/en.ts';
import type { Words } from '../words.ts';
import { placeName } from './places.ts';

/** From here on "most people" is true. */
const MOST = 0.5;

/** The status in one short sentence; it is also the title of the page. */
export const headlineKey = ({ status, share }: Status): TextKey =>
  status === 'outage' ? `headline.outage.${(share ?? 0) >= MOST ? 'most' : 'many'}` : `headline.${status}`;

const ICONS: Record<CrowdStatus, string> = {
  calm: 'working',
  elevated: 'suspected',
  outage: 'outage',
  'no-data': 'unknown',
};

/** The shape that stands for a status, the same as in the extension. */
export const iconOf = (status: CrowdStatus): string => `/assets/${ICONS[status]}.svg`;

/** Places named in the headline: more would be a list. */
const MAX_PLACES = 4;

/** What is the matter, since when, what it means for the reader, and where it is worst. */
export function headline({ status, history, incidents }: Snapshot, words: Words): ComponentChild {
  const { text, rich, time, duration, list } = words;
  // An outage began before it was noticed.
  const since = incidents.find(({ id }) => id === status.incident)?.start ?? status.since;
  const lengthMs = Date.parse(status.updatedAt) - Date.parse(since);
  const worst = status.cells
    .filter((cell) => cell.status === 'outage' || cell.status === 'elevated')
    .sort((a, b) => b.problem - a.problem)
    .slice(0, MAX_PLACES)
    .map((cell) => placeName(cell.cell, words));
  return h(
    'section',
    { id: 'headline', class: 'headline' },
    h('img', { src: iconOf(status.status), alt: '', width: 72, height: 72 }),
    h(
      'div',
      null,
      h('h1', null, text(headlineKey(status))),
      status.status !== 'no-data' &&
        h(
          'p',
          { class: 'quiet' },
          rich('since', { time: time(since, 'moment'), length: duration(lengthMs) }),
        ),
    ),
    h(
      'div',
      { class: 'meaning' },
      h('p', null, text(meaningKey(status, history))),
      worst.length > 0 && h('p', null, text('worstPlaces', { places: list(worst) })),
    ),
  );
}

/** Nothing to compare with, and nothing in the last day: the collector is new. */
const meaningKey = ({ status, expected }: Status, history: Snapshot['history']): TextKey =>
  status === 'no-data' && expected === null && history['7d'].filter(({ isGap }) => !isGap).length <= 24
    ? 'meaning.coldStart'
    : `meaning.${status}`;
