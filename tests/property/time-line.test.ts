import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SLOT_MS } from '../../lib/timeline/slot.ts';
import { Reader } from '../support/reader.ts';

/** Reports of a few pages within an hour, honest or not, in order of their arrival. */
const reports = fc.array(
  fc.record({
    atS: fc.integer({ min: 0, max: 3_600 }),
    tabId: fc.integer({ min: 1, max: 3 }),
    stretch: fc.integer({ min: 1, max: 4 }),
    visibleS: fc.integer({ min: 0, max: 1_000 }),
    ageS: fc.integer({ min: 0, max: 2_000 }),
    state: fc.constantFrom('posts', 'empty', 'splash'),
  }),
  { maxLength: 40 },
);

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

it('no slot holds more time than it is long, and its start is a slot’s', () => {
  fc.assert(
    fc.property(reports, (told) => {
      const reader = new Reader();
      for (const { atS, tabId, stretch, visibleS, ageS, state } of told.toSorted((a, b) => a.atS - b.atS))
        reader.sees(atS, { stretch, state, visibleMs: visibleS * 1000, ageMs: ageS * 1000 }, tabId);
      for (const { startMs, seenMs } of reader.slots.values()) {
        expect(startMs % SLOT_MS).toBe(0);
        expect(sumOf(Object.values(seenMs))).toBeLessThanOrEqual(SLOT_MS);
      }
    }),
    { numRuns: 300 },
  );
});

it('a page that reports honestly has all its visible time credited, however often it reports', () => {
  const moments = fc.uniqueArray(fc.integer({ min: 1, max: 1_200 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(moments, (drawn) => {
      const reader = new Reader();
      // No two reports lie further apart than a page is ever silent.
      const moments = [...drawn, 240, 480, 720, 960, 1_200].toSorted((a, b) => a - b);
      for (const atS of moments) reader.sees(atS, { visibleMs: atS * 1000 });
      const credited = [...reader.slots.values()].flatMap(({ seenMs }) => Object.values(seenMs));
      expect(sumOf(credited)).toBe(1_200_000);
    }),
  );
});
