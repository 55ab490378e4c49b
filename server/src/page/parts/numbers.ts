import { type ComponentChild, h } from 'preact';
import type { Status } from '../../publish/snapshot.ts';
import type { Words } from '../words.ts';

/** Trouble against what is usual, and the share of people affected with how sure that is. */
export function numbers(status: Status, words: Words): ComponentChild {
  const { text, number, share, duration } = words;
  const { problem, ok, expected, windowMinutes, share: affected, shareLow, shareHigh } = status;
  const window = text('numbers.trouble.note', { length: duration(windowMinutes * 60_000) });
  const active = problem === null || ok === null ? undefined : problem + ok;
  return h(
    'section',
    { id: 'numbers', 'aria-labelledby': 'numbers-title' },
    h('h2', { id: 'numbers-title', class: 'unseen' }, text('numbers.title')),
    h(
      'dl',
      { class: 'figures' },
      figure(text('numbers.trouble'), problem === null ? text('few') : number(problem), problem === null, [
        active ? `${window}, ${text('numbers.of', { count: number(active) })}` : window,
      ]),
      figure(
        text('numbers.usual'),
        expected === null ? text('unknown') : number(expected),
        expected === null,
        [usualNote(status, words)],
      ),
      affected === null || shareLow === null || shareHigh === null
        ? figure(text('numbers.share'), text('unknown'), true, [text('numbers.share.unknown')])
        : figure(text('numbers.share'), share(affected), false, [
            shareBar(affected, shareLow, shareHigh),
            text('numbers.share.range', { low: share(shareLow), high: share(shareHigh) }),
          ]),
    ),
  );
}

/** From here on a multiple says more than where the usual comes from. */
const MIN_TIMES = 2;

function usualNote({ problem, expected }: Status, { text, number }: Words): string {
  if (expected === null) return text('numbers.usual.unknown');
  const times = expected > 0 ? Math.floor((problem ?? 0) / expected) : 0;
  return times >= MIN_TIMES ? text('numbers.times', { factor: number(times) }) : text('numbers.usual.note');
}

const figure = (label: string, value: string, isMissing: boolean, notes: ComponentChild[]): ComponentChild =>
  h(
    'div',
    null,
    h('dt', null, label),
    h('dd', { class: isMissing ? 'value missing' : 'value' }, value),
    h('dd', { class: 'quiet' }, notes),
  );

/** The share as a mark on a line from nobody to everybody, within the range it most likely is in. The words say the same. */
const shareBar = (share: number, low: number, high: number): ComponentChild =>
  h(
    'svg',
    { class: 'share', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('rect', { class: 'track', y: 3, width: 100, height: 4 }),
    h('rect', {
      class: 'range',
      x: percent(low),
      y: 1,
      width: percent(Math.max(high - low, 0.005)),
      height: 8,
    }),
    h('rect', { class: 'mark', x: percent(Math.min(share, 0.99)), width: 1, height: 10 }),
  );

const percent = (share: number): number => Math.round(share * 1000) / 10;
