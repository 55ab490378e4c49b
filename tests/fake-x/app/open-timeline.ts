import { h } from './dom.ts';
import type { Page } from './page.ts';
import { Timeline, type TimelineOptions } from './timeline.ts';

/** Puts a timeline below what the page's column already holds and loads it. */
export function openTimeline(
  { column, signal }: Page,
  options: Omit<TimelineOptions, 'slot' | 'signal'>,
): void {
  const slot = h('div');
  column.append(slot);
  void new Timeline({ ...options, slot, signal }).load();
}
