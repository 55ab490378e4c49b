import { type ComponentChild, h } from 'preact';
import type { HistoryPoint, PublishedIncident } from '../../publish/snapshot.ts';
import { downMsBetween, lengthMs } from '../outages.ts';
import type { Words } from '../words.ts';
import { legend, swatch } from './legend.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HEIGHT = 40;
/** How tall an outage's bar is by the day's minutes down: a blip must not look like a lost day. */
const HEIGHTS = [
  { untilMinutes: 15, height: 8 },
  { untilMinutes: 60, height: 16 },
  { untilMinutes: 180, height: 28 },
  { untilMinutes: Infinity, height: HEIGHT },
];

interface Day extends HistoryPoint {
  downMs: number;
}

interface DaysInput {
  points: readonly HistoryPoint[];
  incidents: readonly PublishedIncident[];
  nowMs: number;
}

/** Ninety days at a glance: how often, how long, and on which days. */
export function days({ points, incidents, nowMs }: DaysInput, words: Words): ComponentChild {
  const { text, number, duration } = words;
  const all: Day[] = points.map((point) => {
    const startMs = Date.parse(point.start);
    return { ...point, downMs: downMsBetween(incidents, startMs, startMs + DAY_MS, nowMs) };
  });
  const lengths = incidents.map((incident) => lengthMs(incident, nowMs));
  const totalMs = lengths.reduce((sum, ms) => sum + ms, 0);
  const watched = number(all.filter(isWatched).length);
  const summary = text(
    'days.summary',
    { count: number(lengths.length), watched, length: duration(totalMs) },
    lengths.length,
  );
  return h(
    'section',
    { id: 'days', class: 'card', 'aria-labelledby': 'days-title' },
    h('h2', { id: 'days-title' }, text('days.title')),
    h(
      'dl',
      { class: 'facts' },
      fact(text('days.outages'), number(lengths.length)),
      lengths.length > 0 && fact(text('days.total'), duration(totalMs)),
      lengths.length > 0 && fact(text('days.longest'), duration(Math.max(...lengths))),
      fact(text('days.watched'), text('days.watched.of', { watched, all: number(all.length) })),
    ),
    h(
      'figure',
      { class: 'ninety', role: 'img', 'aria-label': summary },
      drawing(all),
      h(
        'div',
        { class: 'ends', dir: 'ltr', 'aria-hidden': 'true' },
        [all[0], all.at(-1)].map((day) => day && h('span', null, words.moment(day.start, 'day'))),
      ),
    ),
    legend([
      [true, swatch('good'), text('days.calm')],
      [totalMs > 0, swatch('down'), text('days.outage')],
      [all.some((day) => !isWatched(day)), swatch('gap'), text('legend.gap')],
    ]),
    h('p', { class: 'quiet' }, text('days.utc')),
    table(all, words),
  );
}

/** The day an outage was seen in was watched, however briefly. */
const isWatched = ({ isGap, downMs }: Day): boolean => !isGap || downMs > 0;

const fact = (label: string, value: string): ComponentChild =>
  h('div', null, h('dt', null, label), h('dd', null, value));

function drawing(all: readonly Day[]): ComponentChild {
  const path = (heightOf: (day: Day) => number) =>
    all.map((day, x) => (heightOf(day) > 0 ? `M${x}.5 ${HEIGHT}v-${heightOf(day)}` : '')).join('');
  return h(
    'svg',
    { viewBox: `0 0 ${all.length} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('path', { class: 'good', d: path((day) => (isWatched(day) ? HEIGHT : 0)) }),
    h('path', { class: 'gap', d: path((day) => (isWatched(day) ? 0 : HEIGHT)) }),
    h('path', { class: 'down', d: path(({ downMs }) => heightOf(downMs)) }),
  );
}

const heightOf = (downMs: number): number =>
  downMs <= 0 ? 0 : (HEIGHTS.find(({ untilMinutes }) => downMs < untilMinutes * MINUTE_MS)?.height ?? HEIGHT);

/** Days with an outage and days nobody watched: a row for each of ninety calm days helps nobody. */
function table(all: readonly Day[], { text, time, duration }: Words): ComponentChild {
  const rows = all.filter((day) => day.downMs > 0 || !isWatched(day)).toReversed();
  const hasOutage = rows.some(({ downMs }) => downMs > 0);
  return h(
    'details',
    { id: 'days-table' },
    h('summary', { id: 'days-table-summary' }, text('asTable')),
    rows.length > 0 &&
      h(
        'table',
        null,
        h(
          'thead',
          null,
          h(
            'tr',
            null,
            h('th', { scope: 'col' }, text('column.day')),
            h('th', { scope: 'col' }, text('column.down')),
          ),
        ),
        h(
          'tbody',
          null,
          rows.map((day) =>
            h(
              'tr',
              null,
              h('th', { scope: 'row' }, time(day.start, 'day')),
              h('td', null, day.downMs > 0 ? duration(day.downMs) : text('legend.gap')),
            ),
          ),
        ),
      ),
    h('p', { class: 'quiet' }, text(hasOutage ? 'days.table.rest' : 'days.table.none')),
  );
}
