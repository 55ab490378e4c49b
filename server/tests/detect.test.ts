import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedAt } from '../src/detect/baseline.ts';
import { followIncident, onsetMinute } from '../src/detect/follow-incident.ts';
import { type CrowdStatus, type Evidence, judgeWindow } from '../src/detect/judge-window.ts';
import { CLEAR_AFTER_MINUTES, RAISE_AFTER_MINUTES } from '../src/detect/thresholds.ts';
import { follow, type Track } from '../src/detect/track.ts';
import { wilson, Z_95 } from '../src/detect/wilson.ts';
import type { Count } from '../src/store/store.ts';

describe('Wilson’s interval', () => {
  it.each([
    [5, 5, 0.57],
    [10, 10, 0.72],
    [3, 10, 0.11],
    [30, 100, 0.22],
    [1, 50, 0.004],
  ])('of %i in %i begins at %d', (count, size, low) => {
    expect(wilson(count, size, Z_95).low).toBeCloseTo(low, 2);
  });

  it('holds the share it was made of, within 0 and 1', () => {
    const draws = fc.nat(10_000).chain((size) => fc.tuple(fc.nat(size), fc.constant(size)));
    fc.assert(
      fc.property(draws, ([count, size]) => {
        const { low, high } = wilson(count, size, Z_95);
        const share = size === 0 ? 0.5 : count / size;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      }),
    );
  });
});

describe('one window', () => {
  const panel = (panelProblem: number, panelSize: number): Evidence => ({
    problem: panelProblem,
    panelProblem,
    panelSize,
  });
  it.each<[string, Evidence, CrowdStatus]>([
    ['no panel and no expectation say nothing', { problem: 500, panelProblem: 0 }, 'no-data'],
    ['a panel of a few says nothing', panel(9, 9), 'no-data'],
    ['a healthy panel is calm', panel(1, 400), 'calm'],
    ['a tenth of a panel in trouble is more than usual', panel(40, 400), 'elevated'],
    ['a third of it is an outage', panel(130, 400), 'outage'],
    ['the expected count is calm', { problem: 12, panelProblem: 0, expected: 10 }, 'calm'],
    ['a count far above is more than usual', { problem: 45, panelProblem: 0, expected: 10 }, 'elevated'],
    ['ten times the expected is an outage', { problem: 100, panelProblem: 0, expected: 10 }, 'outage'],
    ['a handful is none, however little is expected', { problem: 9, panelProblem: 0, expected: 0 }, 'calm'],
  ])('%s', (_sentence, evidence, status) => {
    expect(judgeWindow(evidence).status).toBe(status);
  });

  it('is clear below half-way from the usual to what raises an alarm', () => {
    expect(judgeWindow({ problem: 100, panelProblem: 0, expected: 100 }).isClear).toBe(true);
    expect(judgeWindow({ problem: 20, panelProblem: 0, expected: 10 }).isClear).toBe(true);
    expect(judgeWindow({ problem: 30, panelProblem: 0, expected: 10 })).toEqual({
      status: 'calm',
      isClear: false,
    });
  });
});

describe('a status over time', () => {
  const clear = { status: 'calm', isClear: true } as const;
  const bad = { status: 'outage', isClear: false } as const;
  const play = (verdicts: { status: CrowdStatus; isClear: boolean }[]) => {
    const seen: CrowdStatus[] = [];
    verdicts.reduce<Track | undefined>((track, verdict, minute) => {
      const next = follow(track, verdict, minute);
      seen.push(next.status);
      return next;
    }, undefined);
    return seen;
  };

  it('does not believe a single bad window', () => {
    expect(play([clear, bad, clear, bad, clear])).not.toContain('outage');
  });

  it('believes what lasts, and lets it go only after minutes that are clear throughout', () => {
    const calm = Array(CLEAR_AFTER_MINUTES).fill(clear);
    const seen = play([clear, ...Array(RAISE_AFTER_MINUTES + 1).fill(bad), ...calm, clear]);
    expect(seen[RAISE_AFTER_MINUTES + 1]).toBe('outage');
    expect(seen.at(-2)).toBe('outage');
    expect(seen.at(-1)).toBe('calm');
    const flapping = play([bad, bad, ...[1, 2, 3].flatMap(() => [...calm.slice(1), bad])]);
    expect(flapping.slice(2)).not.toContain('calm');
  });

  it('ends an alarm as no-data when nothing is known any more', () => {
    const nothing = Array(CLEAR_AFTER_MINUTES + 2).fill({ status: 'no-data', isClear: true });
    expect(play([bad, bad, ...nothing]).at(-1)).toBe('no-data');
  });
});

describe('an incident', () => {
  const input = {
    isOutage: true,
    minute: 100,
    clearSince: 100,
    onsetMinute: 95,
    problem: 60,
    symptoms: ['empty-feed'],
    cells: ['IN'],
  };

  it('is dated back to its start, grows to its peak, and ends when it became clear', () => {
    const opened = followIncident(undefined, input);
    expect(opened).toMatchObject({ startMinute: 95, detectedMinute: 100, peakProblem: 60 });
    const grown = followIncident(opened, { ...input, minute: 103, problem: 90, cells: ['BR'] });
    expect(grown).toMatchObject({ startMinute: 95, peakProblem: 90, peakMinute: 103, cells: ['IN', 'BR'] });
    const ended = followIncident(grown, { ...input, isOutage: false, minute: 140, clearSince: 130 });
    expect(ended).toMatchObject({ startMinute: 95, endMinute: 130, peakProblem: 90 });
    expect(followIncident(undefined, { ...input, isOutage: false })).toBeUndefined();
  });

  const count = (minute: number, n: number): Count => ({
    minute,
    n,
    cell: 0,
    symptom: 1,
    tier: 1,
    isPanel: false,
  });
  const onset = (counts: Count[], expected = 0) => onsetMinute(counts, ({ n }) => n, expected, 100);

  it('begins with the run of reports that leads up to now', () => {
    expect(onset([count(80, 9), count(94, 1), count(95, 2), count(98, 5), count(100, 9)])).toBe(94);
    expect(onset([count(92, 3), count(96, 4), count(100, 9)])).toBe(100);
  });

  it('does not begin with what is usual', () => {
    expect(onset([count(97, 4), count(98, 20), count(99, 20), count(100, 20)], 30)).toBe(98);
  });

  it('is dated back a quarter of an hour at most', () => {
    expect(onset(Array.from({ length: 60 }, (_, index) => count(41 + index, 5)))).toBe(86);
  });
});

describe('the expectation', () => {
  const HOUR = 10_000;
  it('is the median of the same hour in past weeks, which one outage does not move', () => {
    const values = new Map([168, 336, 504, 672].map((back, week) => [HOUR - back, [8, 4000, 10, 12][week]]));
    expect(expectedAt(HOUR, (hour) => values.get(hour))).toBe(11);
  });

  it('rests on the last week’s hours while there are too few weeks, and is unknown at first', () => {
    expect(expectedAt(HOUR, (hour) => (hour >= HOUR - 30 ? 6 : undefined))).toBe(6);
    expect(expectedAt(HOUR, (hour) => (hour >= HOUR - 20 ? 6 : undefined))).toBeUndefined();
  });
});
