import type { CrowdBar } from '../crowd/client/crowd-view.ts';

/** `more` is well above what is usual; `few` are too few to be shown; in a `gap` nobody counted. */
export type CrowdBarState = 'more' | 'usual' | 'few' | 'gap';

export interface CrowdColumn extends CrowdBar {
  state: CrowdBarState;
  /** Of the strip's height, from 0 to 1. By the square root: twenty times the usual shows next to a thousand times. */
  height: number;
}

/** The usual never fills more than this part of the strip: a calm day shall look calm. */
const CALM_PART = 0.3;
/** A handful of devices shall not fill the strip. */
const MIN_TOP = 20;
/** From this multiple of the usual on a bar stands out. */
const MIN_TIMES = 2;
/** What is no number is a line at the ground. */
const GROUND = 0.05;

/** What others saw in the half hours that begin at these times; those not published are gaps. */
export function crowdStrip(hours: CrowdBar[], startsMs: number[]): CrowdColumn[] {
  const top = topOf(hours);
  const byStart = new Map(hours.map((bar) => [bar.startMs, bar]));
  return startsMs.map((startMs) => {
    const bar = byStart.get(startMs) ?? { startMs, problem: null, expected: null, isGap: true };
    return { ...bar, state: stateOf(bar), height: Math.max(GROUND, Math.sqrt((bar.problem ?? 0) / top)) };
  });
}

function topOf(hours: CrowdBar[]): number {
  const peak = Math.max(MIN_TOP, ...hours.map(({ problem }) => problem ?? 0));
  const usual = Math.max(0, ...hours.map(({ expected }) => expected ?? 0));
  return Math.max(peak, usual / CALM_PART ** 2);
}

function stateOf({ problem, expected, isGap }: CrowdBar): CrowdBarState {
  if (problem === null) return isGap ? 'gap' : 'few';
  return expected !== null && problem >= MIN_TIMES * expected ? 'more' : 'usual';
}

/** The most that had trouble in half an hour; nothing when no number is shown. */
export function peakOf(columns: CrowdColumn[]): number | undefined {
  const problems = columns.flatMap(({ problem }) => problem ?? []);
  return problems.length > 0 ? Math.max(...problems) : undefined;
}
