import type { MainThreadCost } from './main-thread-cost.ts';
import type { OverheadFigures } from './overhead.ts';
import { spreadOf } from './spread.ts';
import type { Table } from './table.ts';

/**
 * What we want to keep to; see the table each belongs to. The heap's is a tolerance for what runs differ by, not a
 * proof that nothing grows.
 */
const BARS = {
  share: 0.01,
  callMs: 10,
  heapGrowthBytes: 64 * 1024,
  wakesInFiveMinutes: 1,
  gzipBytes: { 'watch.js': 6 * 1024, popup: 30 * 1024, 'background.js': undefined },
};
const HOUR_IN_FIVE_MINUTES = 12;

const verdictOn = (figure: number, bar: number | undefined) =>
  bar === undefined ? '' : figure <= bar ? 'ok' : 'MISSED';
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const ms = (value: number) => `${value.toFixed(2)} ms`;
const kB = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`;

export function mainThreadTable({ pairs, posts }: OverheadFigures): Table {
  const row = (name: string, metric: keyof MainThreadCost): Table['rows'][number] => {
    const ratios = spreadOf(pairs.map((pair) => pair.with[metric] / pair.without[metric]));
    const base = spreadOf(pairs.map((pair) => pair.without[metric]));
    const figures = [ratios.min, ratios.median, ratios.max].map((ratio) => ratio.toFixed(3));
    return [name, ...figures, `${base.median.toFixed(2)} s`, (base.max / base.min).toFixed(3)];
  };
  return {
    title: `Main thread of a page scrolled through ${posts} posts: with the extension / without, ${pairs.length} pairs`,
    columns: ['min', 'median', 'max', 'without', 'its max / min'],
    rows: [row('script', 'scriptS'), row('layout', 'layoutS'), row('all tasks', 'taskS')],
    notes: [
      'Processor time, a new browser for each run. The last column is how far runs without the extension lie apart: ' +
        'a single ratio within it proves nothing, ratios that all lie on one side do. Our script alone is below.',
    ],
  };
}

export function contentScriptTable({ paces }: OverheadFigures): Table {
  return {
    title: 'Content script, measured call by call',
    columns: [
      'of the page',
      'bar',
      '',
      'own/second',
      'page/second',
      'median',
      'longest',
      'by clock',
      '> 10 ms',
    ],
    rows: paces.map((pace) => [
      `${pace.pace}, ${(pace.posts / pace.durationS).toFixed(1)} posts/s`,
      percent(pace.share),
      `≤ ${percent(BARS.share)}`,
      verdictOn(pace.share, BARS.share),
      ms(pace.ownMs / pace.durationS),
      ms(pace.mainThreadMs / pace.durationS),
      ms(pace.medianCallMs),
      ms(pace.longestCallMs),
      ms(pace.longestCallByClockMs),
      `${pace.callsOver10Ms} ${verdictOn(pace.longestCallMs, BARS.callMs)}`,
    ]),
    notes: [
      'Its cost is by time (a look a second), the page’s by what is scrolled: the slower, the larger its share.',
    ],
  };
}

export function heapTable({ heaps }: OverheadFigures): Table {
  const growth = (measured: OverheadFigures['heaps']['with'], of: 'scriptBytes' | 'domBytes') => {
    const warm = measured.find(({ minute }) => minute > 0)?.[of] ?? Number.NaN;
    return (measured.at(-1)?.[of] ?? Number.NaN) - warm;
  };
  const row = (name: string, of: 'scriptBytes' | 'domBytes', barBytes?: number): Table['rows'][number] => {
    const [without, withUs] = [growth(heaps.without, of), growth(heaps.with, of)];
    const last = heaps.with.at(-1)?.[of] ?? Number.NaN;
    const verdict = verdictOn(withUs - without, barBytes);
    const tolerance = barBytes === undefined ? '' : `≤ ${kB(barBytes)}`;
    return [name, kB(last), kB(withUs), kB(without), kB(withUs - without), tolerance, verdict];
  };
  return {
    title: 'Heap of a page over an hour of its clock, growth after the first ten minutes',
    columns: ['at the end', 'grown with', 'grown without', 'difference', 'tolerance', ''],
    rows: [row('scripts', 'scriptBytes', BARS.heapGrowthBytes), row('DOM', 'domBytes')],
    notes: [
      'The browser ran the page’s timers without waiting, 3,600 looks; scrolled every 30 s; after garbage collection.',
      'The DOM’s heap swings by half a MB from run to run, with or without us; the content script makes no nodes.',
    ],
  };
}

export function trafficTable({ traffic }: OverheadFigures): Table {
  const wakesInFiveMinutes = traffic.wakesAnHour / HOUR_IN_FIVE_MINUTES;
  return {
    title: 'Background while a healthy home is scrolled',
    columns: ['messages/min', 'wakes in 5 min', 'bar', ''],
    rows: [
      [
        `${traffic.readingS} s, from the page’s opening`,
        (traffic.messages / (traffic.readingS / 60)).toFixed(2),
        `${traffic.wakes} so far, ${traffic.isAsleep ? 'asleep' : 'awake'} at the end`,
        '',
        '',
      ],
      [
        'an hour of the page’s clock',
        (traffic.messagesAnHour / 60).toFixed(2),
        wakesInFiveMinutes.toFixed(2),
        `≤ ${BARS.wakesInFiveMinutes}`,
        verdictOn(wakesInFiveMinutes, BARS.wakesInFiveMinutes),
      ],
    ],
    notes: ['Wakes of the hour by the times of its messages: it sleeps 30 s after each.'],
  };
}

export function bundleTable({ bundles }: OverheadFigures): Table {
  return {
    title: 'Bundles',
    columns: ['raw', 'gzip', 'bar', ''],
    rows: bundles.map(({ bundle, rawBytes, gzipBytes }) => {
      const bar = BARS.gzipBytes[bundle];
      return [
        bundle === 'popup' ? 'popup (all it loads)' : bundle,
        kB(rawBytes),
        kB(gzipBytes),
        bar ? `≤ ${kB(bar)}` : '',
        verdictOn(gzipBytes, bar),
      ];
    }),
  };
}
