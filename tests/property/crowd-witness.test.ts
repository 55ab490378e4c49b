import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CROWD_STATUSES } from '../../lib/crowd/published-status.ts';
import { type CrowdWitness, type Evidence, NO_EVIDENCE, withCrowd } from '../../lib/detect/evidence.ts';
import { judge } from '../../lib/detect/judge.ts';
import { EVIDENCE_LASTS_MS } from '../../lib/detect/thresholds.ts';
import { addSeen, type Seen, START_MS } from '../support/reader.ts';

const END_MS = START_MS + 300_000;

/** What may be seen of X within five minutes, good and bad. */
const seen = fc.array(
  fc.record({
    atS: fc.integer({ min: 0, max: 300 }),
    tabId: fc.integer({ min: 1, max: 2 }),
    stretch: fc.integer({ min: 1, max: 4 }),
    visibleMs: fc.integer({ min: 0, max: 30_000 }),
    state: fc.constantFrom('posts', 'empty', 'retry-prompt', 'splash', 'logged-out', 'not-understood'),
    surface: fc.constantFrom('home-for-you', 'list', 'notifications'),
    hasPostsElsewhen: fc.boolean(),
    isOnline: fc.constantFrom(true, true, true, false),
    requests: fc
      .constantFrom(0, 200, 403, 429, 503)
      .map((status) => [{ operation: 'HomeTimeline' as const, status, count: 1 }]),
  }) satisfies fc.Arbitrary<Seen>,
  { maxLength: 12 },
);

const crowds = fc.record({
  status: fc.constantFrom(...CROWD_STATUSES),
  atMs: fc.integer({ min: START_MS - 2 * EVIDENCE_LASTS_MS, max: END_MS }),
});

const evidenceOf = (sightings: Seen[]): Evidence => sightings.reduce(addSeen, NO_EVIDENCE);
const judgeWith = (sightings: Seen[], crowd: CrowdWitness) =>
  judge(withCrowd(evidenceOf(sightings), crowd), END_MS);

const check = (holds: (sightings: Seen[], crowd: CrowdWitness) => void) =>
  fc.assert(fc.property(seen, crowds, holds), { numRuns: 1000 });

it('the crowd alone makes no verdict: without trouble or a limit met here it changes nothing', () => {
  check((sightings, crowd) => {
    const alone = judge(evidenceOf(sightings), END_MS);
    const isTouched =
      alone.sights.length > 0 ||
      sightings.some(({ requests = [] }) => requests.some(({ status }) => status === 429));
    if (!isTouched) expect(judgeWith(sightings, crowd)).toEqual(alone);
  });
});

it('the crowd never overrules what this browser sees working', () => {
  check((sightings, crowd) => {
    const alone = judge(evidenceOf(sightings), END_MS);
    if (alone.verdict === 'working') expect(judgeWith(sightings, crowd)).toEqual(alone);
  });
});

it('the crowd makes no verdict milder', () => {
  check((sightings, crowd) => {
    const { verdict } = judge(evidenceOf(sightings), END_MS);
    if (verdict === 'suspected' || verdict === 'outage')
      expect(['outage', verdict]).toContain(judgeWith(sightings, crowd).verdict);
  });
});

it('a stale word, or one of less than an outage, is nothing', () => {
  check((sightings, { status, atMs }) => {
    const alone = judge(evidenceOf(sightings), END_MS);
    expect(judgeWith(sightings, { status, atMs: atMs - END_MS + START_MS - EVIDENCE_LASTS_MS })).toEqual(
      alone,
    );
    if (status !== 'outage') expect(judgeWith(sightings, { status, atMs })).toEqual(alone);
  });
});

it('it does not matter whether the crowd spoke before, between or after what was seen', () => {
  fc.assert(
    fc.property(seen, crowds, fc.nat(12), (sightings, crowd, place) => {
      const before = withCrowd(evidenceOf(sightings.slice(0, place)), crowd);
      const between = sightings.slice(place).reduce(addSeen, before);
      expect(judge(between, END_MS)).toEqual(judgeWith(sightings, crowd));
    }),
    { numRuns: 500 },
  );
});
