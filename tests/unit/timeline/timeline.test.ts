import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../lib/detect/evidence.ts';
import { addCredit, creditSpan, spanLookedAt } from '../../../lib/timeline/credit.ts';
import { failedLoadOf } from '../../../lib/timeline/failed-load.ts';
import { SLOT_MS, slotStartOf } from '../../../lib/timeline/slot.ts';
import { observation, Reader, START_MS } from '../../support/reader.ts';

const MINUTE_S = 60;
/** Tests start on the boundary of two slots. */
const slotAt = (index: number) => slotStartOf(START_MS) + index * SLOT_MS;

describe('the time line', () => {
  it('credits what was looked at since the last report, to the slots it lies in', () => {
    const reader = new Reader();
    reader.sees(0, {});
    reader.sees(10, { visibleMs: 10_000 });
    reader.sees(6 * MINUTE_S, { ageMs: 360_000, visibleMs: 310_000 });
    expect([...reader.slots.values()]).toEqual([
      { startMs: slotAt(0), seenMs: { working: 250_000 }, failedLoads: 0 },
      { startMs: slotAt(1), seenMs: { working: 60_000 }, failedLoads: 0 },
    ]);
  });

  it('credits time under the verdict of the moment it is told', () => {
    const reader = new Reader();
    reader.sees(0, {});
    reader.sees(62, { state: 'empty', stretch: 2, visibleMs: 2_000 });
    reader.sees(80, { state: 'empty', stretch: 2, visibleMs: 20_000 });
    expect(reader.slots.get(slotAt(0))?.seenMs).toEqual({ suspected: 2_000, outage: 18_000 });
  });

  it('adds nothing when the same is told twice', () => {
    const reader = new Reader();
    for (const atS of [0, 10, 10, 11]) reader.sees(atS, { visibleMs: Math.min(atS, 10) * 1000 });
    expect(reader.slots.get(slotAt(0))?.seenMs).toEqual({ working: 10_000 });
  });

  it('never credits hidden time, nor time of which a page that comes back cannot say when it was', () => {
    const reader = new Reader();
    reader.sees(0, {});
    reader.sees(300, { ageMs: 300_000, visibleMs: 300_000 });
    reader.sees(3_900, { ageMs: 0, visibleMs: 420_000 });
    reader.sees(3_930, { ageMs: 30_000, visibleMs: 450_000 });
    expect([...reader.slots.values()].map(({ seenMs }) => seenMs)).toEqual([
      { working: 300_000 },
      { working: 30_000 },
    ]);
  });

  it('takes no more from one report than a page can have been silent, whatever it claims', () => {
    const claims = observation({ ageMs: 30 * 86_400_000, visibleMs: 30 * 86_400_000 });
    const sighting = { observation: claims, tabId: 1, atMs: START_MS, hasPostsElsewhen: true };
    const { fromMs, toMs } = spanLookedAt(NO_EVIDENCE, sighting);
    expect(toMs - fromMs).toBe(600_000);
  });

  it('fills a slot no further than it is long, with several windows at once', () => {
    const full = addCredit(undefined, {
      startMs: slotAt(0),
      seenMs: { working: 280_000 },
      failedLoads: 1,
    });
    const [credit] = creditSpan({ fromMs: slotAt(0), toMs: slotAt(1) }, 'outage');
    expect(addCredit(full, credit as never)).toEqual({
      startMs: slotAt(0),
      seenMs: { working: 280_000, outage: 20_000 },
      failedLoads: 1,
    });
  });

  it('counts loads that failed, but not those the reader broke off', () => {
    const reader = new Reader();
    for (const failure of ['refused', 'aborted', 'none', 'offline'] as const) reader.loads(5, failure);
    expect(reader.slots.get(slotAt(0))).toMatchObject({ seenMs: {}, failedLoads: 2 });
    expect(failedLoadOf({ tabId: 1, atMs: 7, failure: 'refused' })).toEqual({ atMs: 7, failure: 'refused' });
    expect(failedLoadOf({ tabId: 1, atMs: 7, failure: 'aborted' })).toBeUndefined();
  });

  it('holds a row for each change of verdict, reason or parts, and none for what stays', () => {
    const reader = new Reader();
    const empty = { state: 'empty', stretch: 2 } as const;
    reader.sees(0, {});
    reader.sees(10, { visibleMs: 10_000 });
    reader.sees(62, { ...empty, visibleMs: 2_000 });
    reader.sees(65, { ...empty, visibleMs: 5_000 });
    reader.sees(70, {
      surface: 'list',
      state: 'empty',
      stretch: 3,
      hasPostsByNumbers: true,
      visibleMs: 2_000,
    });
    reader.loads(75, 'offline');
    reader.waits(2_000);
    expect(reader.changes.map(({ verdict, reason, parts }) => [verdict, reason, ...parts])).toEqual([
      ['working', undefined],
      ['suspected', undefined, 'home-for-you'],
      ['outage', undefined, 'home-for-you', 'list'],
      ['yours', 'offline', 'home-for-you', 'list'],
      ['unknown', 'idle'],
    ]);
    expect(reader.changes.map(({ atMs }) => (atMs - START_MS) / 1000)).toEqual([0, 62, 70, 75, 2_000]);
  });
});
