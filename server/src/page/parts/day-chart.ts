import { type ComponentChild, h } from 'preact';
import { type HistoryPoint, type PublishedIncident, STEP_MINUTES } from '../../publish/snapshot.ts';
import { spanOf } from '../outages.ts';
import type { Words } from '../words.ts';
import { legend, swatch } from './legend.ts';

/** The drawing's height in its own units; a point is one unit wide. */
const HEIGHT = 100;
/** The usual never fills more than this part of the chart: a calm day shall look calm. */
const CALM_PART = 0.25;
const MIN_TOP = 20;
const STEP_MS = STEP_MINUTES['24h'] * 60_000;

interface DayChartInput {
  points: readonly HistoryPoint[];
  incidents: readonly PublishedIncident[];
  nowMs: number;
}

/** Trouble against what is usual over 24 hours, with absolute numbers and a table behind. */
export function dayChart({ points, incidents, nowMs }: DayChartInput, words: Words): ComponentChild {
  const { text } = words;
  const title = h('h2', { id: 'day-title' }, text('day.title'));
  const section = { id: 'day', class: 'card', 'aria-labelledby': 'day-title' };
  if (points.every(({ problem }) => problem === null))
    return h('section', section, title, h('p', { class: 'quiet' }, text('day.empty')));
  const startMs = Date.parse(points[0]?.start ?? '');
  const xOf = (ms: number) => Math.min(Math.max((ms - startMs) / STEP_MS, 0), points.length);
  const spans = incidents
    .map((incident) => spanOf(incident, nowMs))
    .filter(({ endMs }) => endMs > startMs)
    .map((span) => ({ from: xOf(span.startMs), to: xOf(span.endMs) }));
  return h(
    'section',
    section,
    title,
    h('p', { class: 'quiet' }, text('day.caption')),
    h(
      'figure',
      { class: 'chart', role: 'img', 'aria-label': summary(points, words) },
      h('div', { class: 'plot', dir: 'ltr', 'aria-hidden': 'true' }, drawing(points, spans, words)),
    ),
    legend([
      [true, swatch('bar'), text('legend.trouble')],
      [points.some(({ isProvisional }) => isProvisional), swatch('bar counting'), text('legend.counting')],
      [points.some(({ expected }) => expected !== null), swatch('usual'), text('legend.usual')],
      [spans.length > 0, swatch('span'), text('legend.outage')],
      [points.some(({ isGap }) => isGap), swatch('gap'), text('legend.gap')],
    ]),
    table(points, words),
  );
}

/** An outage in the chart, in points from its left. */
interface Span {
  from: number;
  to: number;
}

function summary(points: readonly HistoryPoint[], { text, number, moment }: Words): string {
  const shown = points.filter(({ problem }) => problem !== null);
  const [first] = shown;
  if (!first) return '';
  const peak = shown.reduce(
    (best, point) => ((point.problem ?? 0) > (best.problem ?? 0) ? point : best),
    first,
  );
  const expected = points.at(-1)?.expected ?? null;
  return text('day.summary', {
    peak: number(peak.problem ?? 0),
    time: moment(peak.start, 'clock'),
    newest: number(shown.at(-1)?.problem ?? 0),
    usual: expected === null ? text('unknown') : number(expected),
  });
}

function drawing(
  points: readonly HistoryPoint[],
  spans: readonly Span[],
  { text, number, time }: Words,
): ComponentChild[] {
  const top = topOf(points);
  const yOf = (value: number) => Math.round((1 - value / top) * HEIGHT * 10) / 10;
  const isDown = (x: number) => spans.some(({ from, to }) => from < x + 1 && to > x);
  const bars = (name: string, isDrawn: (point: HistoryPoint, x: number) => boolean) =>
    h('path', {
      class: name,
      d: points
        .map((point, x) =>
          point.problem && isDrawn(point, x) ? `M${x}.5 ${HEIGHT}V${yOf(point.problem)}` : '',
        )
        .join(''),
    });
  const usual = points
    .map(({ expected }, x) => {
      if (expected === null) return '';
      const isContinued = (points[x - 1]?.expected ?? null) !== null;
      return `${isContinued ? 'L' : 'M'}${x} ${yOf(expected)}h1`;
    })
    .join('');
  const gaps = points.map(({ isGap }, x) => (isGap ? `M${x}.5 0V${HEIGHT}` : '')).join('');
  const everySixHours = points.filter((_point, x) => x % (points.length / 4) === 0);
  return [
    h(
      'svg',
      { viewBox: `0 0 ${points.length} ${HEIGHT}`, preserveAspectRatio: 'none' },
      h('path', { class: 'gap', d: gaps }),
      h('path', {
        class: 'span',
        d: spans.map(({ from, to }) => `M${short(from)} 0H${short(to)}V${HEIGHT}H${short(from)}z`).join(''),
      }),
      h('path', { class: 'grid', d: `M0 0h${points.length}M0 ${HEIGHT / 2}h${points.length}` }),
      bars('bar', ({ isProvisional }, x) => !isProvisional && !isDown(x)),
      bars('bar counting', ({ isProvisional }, x) => isProvisional && !isDown(x)),
      bars('bar down', ({ isProvisional }, x) => !isProvisional && isDown(x)),
      bars('bar down counting', ({ isProvisional }, x) => isProvisional && isDown(x)),
      h('path', { class: 'usual', d: usual }),
      h('path', { class: 'axis', d: `M0 ${HEIGHT}h${points.length}` }),
    ),
    h(
      'div',
      { class: 'levels' },
      [top, top / 2, 0].map((level) => h('span', null, number(level))),
    ),
    h(
      'div',
      { class: 'hours' },
      everySixHours.map(({ start }) => h('span', null, time(start, 'clock'))),
      h('span', null, text('day.now')),
    ),
  ];
}

const short = (x: number): number => Math.round(x * 100) / 100;

/** A round number above everything that is drawn. */
function topOf(points: readonly HistoryPoint[]): number {
  const peak = Math.max(MIN_TOP, ...points.map(({ problem }) => problem ?? 0));
  const usual = Math.max(0, ...points.map(({ expected }) => expected ?? 0));
  const wanted = Math.max(peak * 1.05, usual / CALM_PART);
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 4, 5, 10].find((step) => step * magnitude >= wanted) ?? 10) * magnitude;
}

function table(points: readonly HistoryPoint[], { text, time, number, share }: Words): ComponentChild {
  const row = (point: HistoryPoint) => {
    const { start, problem, expected, isGap, isProvisional } = point;
    const seen = isGap ? text('legend.gap') : problem === null ? text('few') : number(problem);
    return h(
      'tr',
      null,
      h('th', null, time(start, 'clock')),
      h('td', null, seen, isProvisional && problem !== null && ` (${text('legend.counting')})`),
      h('td', null, expected === null ? '–' : number(expected)),
      h('td', null, point.share === null ? '–' : share(point.share)),
    );
  };
  return h(
    'details',
    { id: 'day-table' },
    h('summary', { id: 'day-table-summary' }, text('asTable')),
    h(
      'table',
      null,
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          (['column.time', 'column.trouble', 'column.usual', 'column.share'] as const).map((key) =>
            h('th', { scope: 'col' }, text(key)),
          ),
        ),
      ),
      h('tbody', null, points.toReversed().map(row)),
    ),
  );
}
