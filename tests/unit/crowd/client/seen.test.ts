import { describe, expect, it } from 'vitest';
import { seenOf } from '../../../../lib/crowd/client/seen.ts';
import { type Judgement, NO_ACCESS, PAUSED } from '../../../../lib/detect/judge.ts';
import { troubled, working } from '../../../support/crowd-device.ts';

const AT_MS = 1_000_000;
const judged = (parts: Partial<Judgement>): Judgement => ({ ...working(AT_MS), ...parts });

describe('a verdict', () => {
  it.each([
    NO_ACCESS,
    PAUSED,
    judged({ verdict: 'unknown', reason: 'idle' }),
    judged({ verdict: 'unknown', reason: 'logged-out' }),
    judged({ verdict: 'unknown', reason: 'not-understood' }),
    judged({ verdict: 'unknown', reason: 'no-comparison' }),
  ])('of which nobody could learn anything is none of the crowd’s: %o', (judgement) => {
    expect(seenOf(judgement)).toBeUndefined();
  });

  it.each(['offline', 'blocked'] as const)(
    'that it is the reader’s own side (%s) is no trouble',
    (reason) => {
      expect(seenOf(judged({ verdict: 'yours', reason }))).toEqual({ kind: 'own-side' });
    },
  );

  it('of an own limit is trouble, for many may have it', () => {
    expect(seenOf(judged({ verdict: 'yours', reason: 'rate-limited' }))).toMatchObject({
      kind: 'trouble',
      symptom: 'rate-limited',
      isOutage: false,
    });
  });

  it('is dated to what was seen, not to when it was judged', () => {
    expect(seenOf(working(AT_MS))).toEqual({ kind: 'working', atMs: AT_MS });
    const trouble = { ...troubled('outage', AT_MS, AT_MS - 5_000), seenAtMs: AT_MS + 9_000 };
    expect(seenOf(trouble)).toMatchObject({ atMs: AT_MS, sinceMs: AT_MS - 5_000, isOutage: true });
  });
});
