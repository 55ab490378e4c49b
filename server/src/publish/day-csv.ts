import { WORLD_CELL } from '../../../lib/crowd/cells.ts';
import { REPORTED_SYMPTOMS } from '../../../lib/crowd/report.ts';
import { SLOT_MINUTES } from '../../../lib/crowd/slot.ts';
import { figuresOfHours, OK_SYMPTOM } from '../count/figures.ts';
import { shareOfSlot } from '../detect/share.ts';
import type { HourCount } from '../store/store.ts';
import { isoOfMinute, roundShare } from './history.ts';
import { codeOf, groupCells, MIN_DEVICES, roundCount } from './suppress.ts';

/**
 * A device may report in each slot of an hour: with this many reports, at least ten devices spoke in one of them.
 */
const MIN_HOUR_REPORTS = (MIN_DEVICES * 60) / SLOT_MINUTES;

const TROUBLE = REPORTED_SYMPTOMS.slice(OK_SYMPTOM + 1);

export const CSV_COLUMNS: readonly string[] = [
  'hour_utc',
  'cell',
  'problem',
  'ok',
  'share',
  'share_low',
  'share_high',
  ...TROUBLE.map((symptom) => symptom.replaceAll('-', '_')),
];

/**
 * A day's hours by cell, as far as they may be shown: the same merging, minimum and rounding as everywhere. An empty
 * field was too few to show. Devices that report in several slots of an hour count in each.
 */
export function dayCsv(counts: readonly HourCount[]): string {
  const rows = [...Map.groupBy(counts, ({ hour }) => hour)]
    .sort(([a], [b]) => a - b)
    .flatMap(([hour, own]) => rowsOf(hour, own));
  return `${[CSV_COLUMNS, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

function rowsOf(hour: number, counts: readonly HourCount[]): string[][] {
  const reports = new Map<number, number>();
  for (const { cell, n } of counts) reports.set(cell, (reports.get(cell) ?? 0) + n);
  const total = [...reports.values()].reduce((sum, n) => sum + n, 0);
  if (total < MIN_HOUR_REPORTS) return [];
  const start = isoOfMinute(hour * 60);
  return [
    [start, codeOf(WORLD_CELL), ...valuesOf(counts)],
    ...groupCells(reports, MIN_HOUR_REPORTS).map(({ cell, members }) => [
      start,
      codeOf(cell),
      ...valuesOf(counts.filter((count) => members.includes(count.cell))),
    ]),
  ];
}

function valuesOf(counts: readonly HourCount[]): string[] {
  const { problem, ok, panelProblem, panelOk } = figuresOfHours(counts);
  const share = shareOfSlot(panelProblem, panelProblem + panelOk);
  return [
    roundCount(problem),
    roundCount(ok),
    ...(share ? [share.share, share.low, share.high].map(roundShare) : ['', '', '']),
    ...TROUBLE.map((_symptom, index) => {
      const own = figuresOfHours(counts.filter(({ symptom }) => symptom === index + OK_SYMPTOM + 1));
      return own.reports >= MIN_HOUR_REPORTS ? roundCount(own.problem) : '';
    }),
  ].map(String);
}
