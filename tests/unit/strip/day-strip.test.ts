import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../lib/incident/incident.ts';
import { BAR_MS, BARS, dayStrip, downMsWithin, spansOf, stripStartOf } from '../../../lib/strip/day-strip.ts';
import type { Slot } from '../../../lib/timeline/slot.ts';

const NOW_MS = Date.UTC(2023, 11, 21, 18, 40);
const MINUTE_MS = 60_000;
const agoMs = (minutes: number) => NOW_MS - minutes * MINUTE_MS;

const slot = (minutesAgo: number, seenMs: Slot['seenMs'], failedLoads = 0): Slot => ({
  startMs: agoMs(minutesAgo),
  seenMs,
  failedLoads,
});
const incident = (verdict: Incident['verdict'], fromAgo: number, toAgo?: number): Incident => ({
  verdict,
  startMs: agoMs(fromAgo),
  lastSeenMs: agoMs(toAgo ?? 0),
  ...(toAgo === undefined ? {} : { endMs: agoMs(toAgo) }),
  sights: [],
  witnesses: [],
});
const statesOf = (slots: Slot[], incidents: Incident[] = []) =>
  dayStrip(slots, incidents, NOW_MS).map(({ state }) => state);

describe('the strip of a day', () => {
  it('ends with the half hour that is going on', () => {
    const bars = dayStrip([], [], NOW_MS);
    expect(bars).toHaveLength(BARS);
    expect(bars[0]?.startMs).toBe(stripStartOf(NOW_MS));
    expect(bars.at(-1)?.startMs).toBe(Date.UTC(2023, 11, 21, 18, 30));
    expect(bars.every(({ state }) => state === 'none')).toBe(true);
  });

  it('says of a calm half hour what was seen longest, in the bar it belongs to', () => {
    const states = statesOf([
      slot(5, { working: 60_000, unknown: 120_000 }),
      slot(10, { working: 200_000 }),
      slot(15, { yours: 10_000 }),
      slot(24 * 60 + 30, { working: 1 }),
    ]);
    expect(states.slice(-2)).toEqual(['yours', 'working']);
    expect(states.filter((state) => state !== 'none')).toHaveLength(2);
  });

  it('shows trouble however short it was, and an outage before a suspicion', () => {
    expect(statesOf([slot(5, { working: 299_000, suspected: 1_000 })]).at(-1)).toBe('suspected');
    expect(statesOf([slot(5, { suspected: 299_000, outage: 1 })]).at(-1)).toBe('outage');
    const both = [incident('suspected', 8, 7), incident('outage', 6, 5)];
    expect(statesOf([slot(5, { working: 299_000 })], both).at(-1)).toBe('outage');
  });

  it('draws an incident from its start to its end, or to now while it goes on', () => {
    const [none, outage] = ['none', 'outage'];
    expect(statesOf([], [incident('outage', 75, 45)]).slice(-5)).toEqual([none, outage, outage, none, none]);
    expect(statesOf([], [incident('outage', 75)]).slice(-5)).toEqual([none, outage, outage, outage, outage]);
  });

  it('tells pages that did not load from not having looked', () => {
    expect(statesOf([slot(5, {}, 2)]).at(-1)).toBe('failed');
    expect(statesOf([slot(5, { working: 1_000 }, 2)]).at(-1)).toBe('working');
  });

  it('joins neighbours of the same state', () => {
    const spans = spansOf(dayStrip([], [incident('outage', 75, 45)], NOW_MS));
    expect(spans.map(({ state }) => state)).toEqual(['none', 'outage', 'none']);
    expect(spans[1]).toMatchObject({ endMs: (spans[1]?.startMs ?? 0) + 2 * BAR_MS });
  });

  it('adds up outages, only what lies within its time', () => {
    const startMs = stripStartOf(NOW_MS);
    const old = { ...incident('outage', 0, 0), startMs: startMs - 60_000, endMs: startMs + 20_000 };
    expect(downMsWithin([old, incident('outage', 5), incident('suspected', 90, 60)], NOW_MS)).toBe(
      20_000 + 5 * MINUTE_MS,
    );
    expect(downMsWithin([incident('outage', 4000, 3000)], NOW_MS)).toBe(0);
  });
});
