import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SETTLED_AFTER_MS } from '../../lib/detect/thresholds.ts';
import { PageWatch, TICK_MS } from '../../lib/observe/page-watch.ts';
import type { PageReading } from '../../lib/observe/read-page.ts';

const EMPTY: PageReading = {
  surface: 'home-for-you',
  state: 'empty',
  placeName: '',
  posts: { organic: 0, promoted: 0, own: 0 },
};
const NOTHING = { hasFailures: () => false, take: () => ({ requests: [], postFailures: 0 }) };

/** Looks at the page for some seconds, then sleep, a freeze or a hidden tab of some length; and again. */
const days = fc.array(
  fc.record({
    looks: fc.integer({ min: 1, max: 60 }),
    lostMs: fc.integer({ min: 6 * TICK_MS, max: 8 * 3_600_000 }),
  }),
  { minLength: 1, maxLength: 8 },
);

it('sleep, freeze and hidden time never count as seen', () => {
  fc.assert(
    fc.property(days, (day) => {
      const watch = new PageWatch(0, NOTHING);
      let nowMs = 0;
      let seenMs = 0;
      for (const { looks, lostMs } of day) {
        for (let look = 0; look < looks; look += 1) {
          const report = watch.tick({ nowMs, reading: EMPTY, place: undefined, isOnline: true });
          expect(report?.visibleMs ?? 0).toBeLessThanOrEqual(seenMs);
          expect(report?.ageMs ?? 0).toBeLessThanOrEqual(nowMs);
          nowMs += TICK_MS;
          seenMs += TICK_MS;
        }
        nowMs += lostMs;
      }
    }),
  );
});

it('trouble is never reported before it has been in sight for two seconds', () => {
  fc.assert(
    fc.property(days, fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), (day, flips) => {
      const watch = new PageWatch(0, NOTHING);
      let nowMs = 0;
      let flip = 0;
      for (const { looks, lostMs } of day) {
        for (let look = 0; look < looks; look += 1, nowMs += TICK_MS) {
          const isPosts = flips[flip++ % flips.length] ?? true;
          const state = isPosts ? 'posts' : 'empty';
          const reading: PageReading = {
            ...EMPTY,
            state,
            posts: { organic: isPosts ? 1 : 0, promoted: 0, own: 0 },
          };
          const report = watch.tick({ nowMs, reading, place: undefined, isOnline: true });
          if (report?.state === 'empty') expect(report.visibleMs).toBeGreaterThanOrEqual(SETTLED_AFTER_MS);
        }
        nowMs += lostMs;
      }
    }),
  );
});
