import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../bench/random.ts';
import { followIncident, onsetMinute } from '../src/detect/follow-incident.ts';
import { type CrowdStatus, type Evidence, isPanelForged, judgeWindow } from '../src/detect/judge-window.ts';
import { followLately, type Lately } from '../src/detect/lately.ts';
import { type CountForecast, partOf, sumForecasts } from '../src/detect/negative-binomial.ts';
import { shareNow } from '../src/detect/share.ts';
import { isSpread } from '../src/detect/spread.ts';
import {
  CLEAR_AFTER_MINUTES,
  LATELY_MINUTES,
  MIN_ELEVATED_DEVICES,
  ONSET_FACTOR,
  RAISE_AFTER_MINUTES,
} from '../src/detect/thresholds.ts';
import { follow, type Track } from '../src/detect/track.ts';
import type { UsualHour } from '../src/detect/usual-hour.ts';
import { wilson, Z_95 } from '../src/detect/wilson.ts';
import {
  gatherEvidence,
  usualWithout,
  withoutCell,
  withoutFloods,
  withWorldsDevices,
} from '../src/publish/gather-evidence.ts';
import type { Count } from '../src/store/store.ts';

const RANK: Record<CrowdStatus, number> = { 'no-data': 0, calm: 0, elevated: 1, outage: 2 };

/** A forecast whose mean is well known. */
const usually = (mean: number, dispersion = 2): CountForecast => ({
  mean,
  dispersion,
  variance: mean * dispersion,
});

const evidence = (change: Partial<Evidence>): Evidence => ({
  problem: 0,
  recentProblem: (change.problem ?? 0) / 3,
  bursts: [],
  panelProblem: 0,
  isAlive: true,
  ...change,
});

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

describe('the share of now', () => {
  /** How many of so many published intervals hold the truth, when trouble and panel are each drawn anew. */
  function covered(truth: number, [rateNow, rateBefore]: [number, number], devices = 20_000, draws = 2_000) {
    const random = createRandom(Math.round(truth * 1000));
    const shares = Array.from({ length: draws }, () =>
      shareNow({
        panelProblem: random.binomial(devices * truth, rateNow),
        panelSize: random.binomial(devices, rateBefore),
        panelWeight: rateBefore / rateNow,
      }),
    );
    return shares.filter((share) => share && share.low <= truth && truth <= share.high).length / draws;
  }

  it.each<[number, [number, number]]>([
    [0.002, [1 / 96, 1 / 96]],
    [0.05, [1 / 96, 1 / 96]],
    [0.4, [1 / 96, 1 / 96]],
    [0.4, [1 / 4, 1 / 96]],
    [0.4, [1 / 96, 1 / 4]],
    [0.9, [1 / 96, 1 / 96]],
  ])('is held by its interval in 95 of 100 draws: %d, rates %j', (truth, rates) => {
    const part = covered(truth, rates);
    expect(part).toBeGreaterThan(0.93); // Wilson's is a little short where hardly anything is expected
    expect(part).toBeLessThan(0.999);
  });

  it('is never more than all', () => {
    expect(shareNow({ panelProblem: 90, panelSize: 60 })).toMatchObject({ share: 1, high: 1 });
    expect(shareNow({ panelProblem: 0, panelSize: 60 })).toMatchObject({ share: 0, low: 0 });
  });
});

describe('one window', () => {
  const panel = (panelProblem: number, panelSize: number, problem = panelProblem) =>
    evidence({ problem, panelProblem, panelSize });
  const counted = (problem: number, mean: number, change: Partial<Evidence> = {}) =>
    evidence({ problem, expected: usually(mean), ...change });
  it.each<[string, Evidence, CrowdStatus]>([
    ['no panel and no expectation say nothing', evidence({ problem: 500 }), 'no-data'],
    ['silence is not calm', counted(0, 3, { isAlive: false }), 'no-data'],
    ['a panel of a few says nothing', panel(9, 9), 'no-data'],
    ['a healthy panel is calm', panel(1, 400), 'calm'],
    ['a tenth of a panel in trouble is more than usual', panel(40, 400), 'elevated'],
    ['a third of it is an outage', panel(130, 400), 'outage'],
    ['a third of a panel is none with fewer devices than are ever shown', panel(9, 20, 9), 'elevated'],
    [
      'a tenth is usual where a tenth is',
      { ...panel(40, 400), usualShare: { share: 0.1, shareHigh: 0.11 } },
      'calm',
    ],
    ['the expected count is calm', counted(12, 10), 'calm'],
    ['a count far above is more than usual', counted(45, 10), 'elevated'],
    ['ten times the expected is an outage', counted(110, 10), 'outage'],
    ['a handful is none, however little is expected', counted(4, 0.001), 'calm'],
    [
      'ten times the expected is no outage while nearly all devices are well',
      counted(110, 10, { devices: 5000 }),
      'elevated',
    ],
    [
      'five times as many devices have five times as much trouble',
      counted(50, 10, { devices: 25_000, usualShare: { share: 0.002, shareHigh: 0.003 } }),
      'calm',
    ],
    ['as many over the whole window do not', counted(26, 10), 'calm'],
    [
      'a burst of the newest minutes counts before the window is full of it',
      counted(26, 10, { recentProblem: 26 }),
      'elevated',
    ],
  ])('%s', (_sentence, given, status) => {
    expect(judgeWindow(given).status).toBe(status);
  });

  const out = (...places: number[]) => ({ bursts: places.map((one) => ({ places: one, part: 1 })) });
  it.each<[string, Evidence, CrowdStatus]>([
    [
      'three devices from three places in two minutes are told at once',
      counted(3, 0.3, out(2, 1)),
      'elevated',
    ],
    ['so are they from one place in three minutes', counted(3, 0.3, out(1, 1, 1)), 'elevated'],
    ['two are chance', counted(2, 0.001, out(1, 1)), 'calm'],
    ['three within a window are too', counted(3, 0.3, out(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1)), 'calm'],
    ['three of many devices are usual', counted(3, 6, out(2, 1)), 'calm'],
    ['ten that are independent are an outage', counted(10, 0.3, out(3, 2, 2, 1, 1)), 'outage'],
    ['ten that may be of one mishap are nothing', counted(10, 0.3, out(1)), 'calm'],
    ['nine are none', counted(9, 0.3, out(3, 2, 2, 1, 1)), 'elevated'],
  ])('knows that %s', (_sentence, given, status) => {
    expect(judgeWindow(given).status).toBe(status);
  });

  it('takes for an outage what begins, not what has been there for an hour', () => {
    const status = (lately: number) => judgeWindow(counted(300, 10, { lately, devices: 5000 })).status;
    expect([10, 100, 140].map(status)).toEqual(['outage', 'outage', 'outage']);
    expect([160, 300].map(status)).toEqual(['elevated', 'elevated']);
  });

  it('calls a share of a third an outage however long it has been there', () => {
    expect(judgeWindow({ ...panel(130, 400), expected: usually(10), lately: 130 }).status).toBe('outage');
  });

  it('is not clear as long as half of what raises an alarm is there', () => {
    expect(judgeWindow(counted(15, 10)).isClear).toBe(true);
    expect(judgeWindow(counted(28, 10))).toEqual({ status: 'calm', isClear: false });
    expect(judgeWindow(counted(1010, 1000)).isClear).toBe(true);
  });

  it('never sounds less bad with more trouble', () => {
    const some = fc.record({
      mean: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
      dispersion: fc.double({ min: 1, max: 20, noNaN: true }),
      problem: fc.nat(50_000),
      recent: fc.double({ min: 0, max: 1, noNaN: true }),
      more: fc.nat(5000),
      devices: fc.option(fc.integer({ min: 20, max: 1e6 }), { nil: undefined }),
      places: fc.array(fc.nat(9), { minLength: 14, maxLength: 14 }),
      lately: fc.double({ min: 0, max: 1e4, noNaN: true }),
    });
    fc.assert(
      fc.property(some, ({ mean, dispersion, problem, recent, more, devices, places, lately }) => {
        const of = (extra: number) =>
          judgeWindow(
            evidence({
              problem: problem + extra,
              recentProblem: Math.floor(problem * recent) + extra,
              expected: usually(mean, dispersion),
              ...out(...places.map((one) => one + Math.sign(extra))),
              lately,
              ...(devices !== undefined && { devices }),
            }),
          );
        const [fewer, others] = [of(0), of(more)];
        expect(RANK[others.status]).toBeGreaterThanOrEqual(RANK[fewer.status]);
        if (others.isClear) expect(fewer.isClear).toBe(true);
      }),
    );
  });

  it('takes more reports for an alarm the less is known', () => {
    const doubtful = { ...usually(10), variance: 20 + 10 ** 2 };
    expect(judgeWindow(evidence({ problem: 45, expected: usually(10) })).status).toBe('elevated');
    expect(judgeWindow(evidence({ problem: 45, expected: doubtful })).status).toBe('calm');
  });
});

describe('expectations', () => {
  it('keep their noise in proportion, and their doubt', () => {
    const hour = { mean: 40, dispersion: 3, variance: 3 * 40 + 0.01 * 40 ** 2 };
    const window = partOf(hour, 1 / 4);
    expect(window.mean).toBeCloseTo(10);
    expect(window.variance).toBeCloseTo(3 * 10 + 0.01 * 10 ** 2);
  });

  it('of several cells are summed', () => {
    expect(sumForecasts([])).toBeUndefined();
    expect(sumForecasts([usually(10, 1), usually(30, 3)])).toEqual({
      mean: 40,
      variance: 100,
      dispersion: 2.5,
    });
  });
});

const count = (change: Partial<Count>): Count => ({
  minute: 1000,
  n: 1,
  cell: 0,
  symptom: 2,
  tier: 1,
  isPanel: false,
  ...change,
});

describe('evidence', () => {
  const rates = new Map([
    [65, { ok: 1 / 4, problem: 1 }],
    [66, { ok: 1 / 4, problem: 1 }],
  ]);
  const now = (window: Count[], closed: Count[]) => ({ minute: 1000, minutePart: 1, window, closed, rates });
  const healthy = (n: number, change: Partial<Count> = {}) =>
    count({ minute: 989, symptom: 0, isPanel: true, n, ...change });

  it('is the same in whatever order a minute’s reports came', () => {
    const counts = fc.array(
      fc.record({
        minute: fc.integer({ min: 986, max: 1000 }),
        n: fc.integer({ min: 1, max: 9 }),
        cell: fc.nat(5),
        symptom: fc.nat(3),
        tier: fc.constantFrom(0, 1),
        isPanel: fc.boolean(),
      }),
      { maxLength: 40 },
    ) as fc.Arbitrary<Count[]>;
    fc.assert(
      fc.property(counts, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffled = given
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const gathered = (all: Count[]) => {
          const { problem, recentProblem, panelProblem, panelSize, devices } = gatherEvidence(
            now(all, [healthy(30)]),
            [],
          );
          return [problem, recentProblem, panelProblem, panelSize, devices].map((value) =>
            value === undefined ? value : Math.round(value * 1e6),
          );
        };
        expect(gathered(shuffled)).toEqual(gathered(given));
      }),
    );
  });

  it('tells minute by minute from how many places trouble came', () => {
    const from = (minute: number, cell: number, n = 1) => count({ minute, cell, n });
    const window = [
      from(1000, 1),
      from(1000, 2),
      from(1000, 1),
      from(999, 1, 9),
      from(986, 3),
      from(998, 4, 0.1),
    ];
    const { bursts } = gatherEvidence({ ...now(window, []), minutePart: 0.25 }, []);
    expect(bursts.map(({ places }) => places)).toEqual([2, 1, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(bursts.map(({ part }) => part)).toEqual([0.25, ...Array(13).fill(1)]);
  });

  it('does not take those who speak up again when a slot begins for a new burst', () => {
    const again = gatherEvidence(now([count({ minute: 990, n: 50 })], []), []);
    expect(again.problem).toBe(50);
    expect(again.bursts.every(({ places }) => places === 0)).toBe(true);
    const { recentProblem } = gatherEvidence(
      { ...now([count({ minute: 990, n: 50 }), count({ minute: 991 })], []), minute: 992 },
      [],
    );
    expect(recentProblem).toBe(1);
  });

  it('counts the devices a panel stands for', () => {
    expect(gatherEvidence(now([], [healthy(50)]), [])).toMatchObject({ devices: 200, panelSize: 50 });
    expect(gatherEvidence(now([], [healthy(5)]), []).devices).toBeUndefined();
  });

  it('lends a place without a panel its part of the world’s devices', () => {
    const usual = (mean: number) => [{ count: usually(mean), share: 0.002, shareHigh: 0.004 }];
    const world = gatherEvidence(now([], [healthy(50)]), usual(40));
    const lent = (closed: Count[]) =>
      withWorldsDevices(gatherEvidence(now([], closed), usual(10)), world).devices;
    expect(lent([])).toBeCloseTo(50);
    expect(lent([healthy(30)])).toBe(120);
  });

  it('knows no share when more say they are of the panel than were drawn', () => {
    const window = (isPanel: boolean, n: number) => count({ isPanel, n });
    const honest = now([window(true, 26), window(false, 74)], [healthy(100)]);
    const forged = now([window(true, 100)], [healthy(100)]);
    expect(gatherEvidence(honest, []).panelSize).toBe(100);
    expect(gatherEvidence(forged, []).panelSize).toBeUndefined();
    expect(isPanelForged(4, 0.1)).toBe(false);
  });

  it('lets newcomers add half to what seasoned devices say, and no more, once there are enough of these', () => {
    const flood = [count({ n: 10 }), count({ tier: 0, n: 5000 })];
    const problemOf = (closed: Count[]) => gatherEvidence(withoutFloods(now(flood, closed)), []).problem;
    expect(problemOf([healthy(20)])).toBeCloseTo(15);
    expect(problemOf([healthy(19)])).toBe(5010);
    expect(problemOf([healthy(50, { tier: 0 })])).toBe(5010);
  });
});

describe('spread', () => {
  const codes = ['001', 'IN', 'BR', 'US'];
  const isSpreadOver = (parts: Record<string, number>, expected?: CountForecast) => {
    const cells = Object.entries(parts).map(([code, problem]) => ({
      cell: codes.indexOf(code),
      isPlace: code !== '001',
      problem,
    }));
    const problemWithout = (cell: number) =>
      cells.filter((one) => one.cell !== cell).reduce((sum, { problem }) => sum + problem, 0);
    return isSpread(cells, (cell) =>
      evidence({ problem: problemWithout(cell), ...(expected && { expected }) }),
    );
  };
  it.each([
    ['trouble of one country is not the world’s', { IN: 500, BR: 2, US: 1 }, false],
    ['trouble of two is not either', { IN: 500, BR: 400 }, false],
    ['trouble that stays when the worst is left out is', { IN: 500, BR: 20, US: 20 }, true],
    ['devices that name no place speak for all', { '001': 500 }, true],
  ])('%s', (_sentence, parts, expected) => {
    expect(isSpreadOver(parts)).toBe(expected);
  });

  it('asks for more than the usual in what is left', () => {
    expect(isSpreadOver({ IN: 500, BR: 20, US: 20 }, usually(40))).toBe(false);
    expect(isSpreadOver({ IN: 500, BR: 200, US: 200 }, usually(40))).toBe(true);
  });

  it('leaves out of the usual what the worst place has of it', () => {
    const hour = (mean: number): UsualHour => ({ count: usually(mean), share: 0.002, shareHigh: 0.004 });
    const usual = { world: hour(40), cells: { 1: hour(30) } };
    const restOf = (cell: number) => usualWithout(usual, cell).map(({ count: { mean } }) => mean);
    expect(restOf(1)).toEqual([10]);
    expect(restOf(2)).toEqual([40]);
    expect(usualWithout({ cells: {} }, 1)).toEqual([]);
    const counts = [count({ cell: 1 }), count({ cell: 2 })];
    const rest = withoutCell(
      { minute: 1000, minutePart: 1, window: counts, closed: counts, rates: new Map() },
      1,
    );
    expect([rest.window, rest.closed]).toEqual([[counts[1]], [counts[1]]]);
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

  const raised = { status: 'elevated', isClear: false } as const;

  it('does not take a single bad window for an outage', () => {
    expect(play([clear, bad, clear, bad, clear])).not.toContain('outage');
    expect(play([raised, clear, bad, clear])).not.toContain('outage');
  });

  it('is elevated at once, and an outage after a minute of either', () => {
    expect(play([clear, raised])).toEqual(['calm', 'elevated']);
    expect(play([clear, bad, bad])).toEqual(['calm', 'calm', 'outage']);
    expect(play([clear, raised, bad])).toEqual(['calm', 'elevated', 'outage']);
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

  it('needs a handful of devices for any alarm by their number', () => {
    for (let problem = 0; problem < MIN_ELEVATED_DEVICES; problem += 1)
      expect(judgeWindow(evidence({ problem, recentProblem: problem, expected: usually(0.01) })).status).toBe(
        'calm',
      );
  });
});

describe('the last hour', () => {
  const follows = (problems: number[]) => {
    let lately: Lately | undefined;
    for (const [minute, problem] of problems.entries())
      lately = followLately(lately ? { lately } : {}, problem, 10, minute);
    return lately?.problem;
  };

  it('is the usual at first, and what is there after hours', () => {
    expect(follows([500])).toBe(10);
    expect(follows([10, ...Array(LATELY_MINUTES).fill(100)])).toBeCloseTo(67, 0);
    expect(follows([10, ...Array(6 * LATELY_MINUTES).fill(100)])).toBeCloseTo(100, 0);
    expect(followLately({}, 500, undefined, 1)).toBeUndefined();
  });

  it('keeps up with a release that spreads within two days, and not with an outage', () => {
    const rise = (minutes: number) =>
      Array.from({ length: minutes + 1 }, (_, minute) => (100 * minute) / minutes);
    expect(100 / (follows(rise(2 * 24 * 60)) ?? 0)).toBeLessThan(ONSET_FACTOR);
    expect(100 / (follows(rise(30)) ?? 0)).toBeGreaterThan(ONSET_FACTOR);
  });

  it('does not take an outage for the state of things, nor a gap for a long time', () => {
    const track = { status: 'outage', lately: { minute: 1, problem: 10 } } as const;
    expect(followLately(track, 900, 10, 2)?.problem).toBe(10);
    expect(followLately({ ...track, status: 'elevated' }, 70, 10, 600)).toEqual({ minute: 600, problem: 11 });
    expect(followLately({ ...track, status: 'elevated' }, 70, 10, 1)?.problem).toBe(10);
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

  it('is dated back to its start, grows to its peak, and ends when what became clear had begun', () => {
    const opened = followIncident(undefined, input);
    expect(opened).toMatchObject({ startMinute: 95, detectedMinute: 100, peakProblem: 60 });
    const grown = followIncident(opened, { ...input, minute: 103, problem: 90, cells: ['BR'] });
    expect(grown).toMatchObject({ startMinute: 95, peakProblem: 90, peakMinute: 103, cells: ['IN', 'BR'] });
    const ended = followIncident(grown, { ...input, isOutage: false, minute: 140, clearSince: 130 });
    expect(ended).toMatchObject({ startMinute: 95, endMinute: 115, peakProblem: 90 });
    expect(followIncident(undefined, { ...input, isOutage: false })).toBeUndefined();
  });

  const trouble = (minute: number, n: number) => count({ minute, n });
  const onset = (counts: Count[], expected = 0) => onsetMinute(counts, ({ n }) => n, expected, 100);

  it('begins with the run of reports that leads up to now', () => {
    expect(onset([trouble(80, 9), trouble(94, 1), trouble(95, 2), trouble(98, 5), trouble(100, 9)])).toBe(94);
    expect(onset([trouble(92, 3), trouble(96, 4), trouble(100, 9)])).toBe(100);
  });

  it('does not begin with what is usual', () => {
    expect(onset([trouble(97, 4), trouble(98, 20), trouble(99, 20), trouble(100, 20)], 30)).toBe(98);
  });

  it('is dated back a quarter of an hour at most', () => {
    expect(onset(Array.from({ length: 60 }, (_, index) => trouble(41 + index, 5)))).toBe(86);
  });
});
