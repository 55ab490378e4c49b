import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../lib/detect/evidence.ts';
import { judge } from '../../lib/detect/judge.ts';
import { addSeen, type Seen, START_MS } from '../support/reader.ts';

/** Sightings of a few pages in three tabs within five minutes, each stretch in one state. */
const sightings = fc.array(
  fc.record({
    atS: fc.integer({ min: 0, max: 300 }),
    tabId: fc.integer({ min: 1, max: 3 }),
    stretch: fc.integer({ min: 1, max: 4 }),
    visibleMs: fc.integer({ min: 0, max: 30_000 }),
    status: fc.constantFrom(0, 200, 429, 503),
  }),
  { maxLength: 25 },
);

const STATES = ['posts', 'empty', 'retry-prompt', 'splash', 'posts'] as const;
const SURFACES = ['home-for-you', 'list', 'profile', 'home-following'] as const;

/** State and surface hang on the stretch: within one they do not change. */
const seenOf = (drawn: {
  atS: number;
  tabId: number;
  stretch: number;
  visibleMs: number;
  status: number;
}): Seen => ({
  ...drawn,
  state: STATES[(drawn.tabId + drawn.stretch) % STATES.length] ?? 'posts',
  surface: SURFACES[drawn.stretch % SURFACES.length] ?? 'list',
  requests: [{ operation: 'HomeTimeline', status: drawn.status, count: 1 }],
});

const END_MS = START_MS + 300_000;
const verdictOf = (seen: Seen[]) => judge(seen.reduce(addSeen, NO_EVIDENCE), END_MS);

it('any order of arrival gives the same judgement', () => {
  const shuffled = sightings.chain((drawn) =>
    fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length })),
  );
  fc.assert(
    fc.property(shuffled, ([inOrder, inAnyOrder]) => {
      expect(verdictOf(inAnyOrder.map(seenOf))).toEqual(verdictOf(inOrder.map(seenOf)));
    }),
    { numRuns: 500 },
  );
});

it('an outage always rests on two witnesses', () => {
  fc.assert(
    fc.property(sightings, (drawn) => {
      const { verdict, witnesses } = verdictOf(drawn.map(seenOf));
      if (verdict === 'outage') expect(witnesses.length).toBeGreaterThanOrEqual(2);
    }),
  );
});

it('without trouble on any page there is never trouble with X', () => {
  fc.assert(
    fc.property(sightings, (drawn) => {
      const healthy = drawn.map((one) => ({ ...seenOf(one), state: 'posts' as const }));
      expect(['working', 'unknown']).toContain(verdictOf(healthy).verdict);
    }),
  );
});
