import { describe, expect, it } from 'vitest';
import { isTimeToAsk, minutesBetweenAsking } from '../../../lib/crowd/client/ask-rhythm.ts';
import { type Judgement, NO_ACCESS, PAUSED, type Reason, type Verdict } from '../../../lib/detect/judge.ts';

const judged = (verdict: Verdict, reason?: Reason): Judgement => ({
  verdict,
  ...(reason ? { reason } : {}),
  sights: [],
  witnesses: [],
  workingParts: [],
});

describe('what the crowd sees is asked for', () => {
  it.each([judged('suspected'), judged('outage'), judged('yours', 'rate-limited')])(
    'every two minutes in trouble, a limit of the reader’s own included: $verdict',
    (judgement) => {
      expect(minutesBetweenAsking(judgement, false)).toBe(2);
      expect(minutesBetweenAsking(judgement, true)).toBe(2);
    },
  );

  it.each([judged('working'), judged('unknown', 'idle'), judged('yours', 'offline')])(
    'every five minutes for those who want to be notified, else not: $verdict',
    (judgement) => {
      expect(minutesBetweenAsking(judgement, false)).toBeUndefined();
      expect(minutesBetweenAsking(judgement, true)).toBe(5);
    },
  );

  it.each([PAUSED, NO_ACCESS])('never while nothing is judged: $reason', (judgement) => {
    expect(minutesBetweenAsking(judgement, true)).toBeUndefined();
  });
});

describe('the time to ask', () => {
  const NOW_MS = 10_000_000;
  const askedAgoS = (seconds: number, sinceAgoS?: number) =>
    isTimeToAsk(
      NOW_MS - seconds * 1000,
      2,
      sinceAgoS === undefined ? {} : { sinceMs: NOW_MS - sinceAgoS * 1000 },
      NOW_MS,
    );

  it('has come when nobody has asked since the browser’s start', () => {
    expect(isTimeToAsk(undefined, 2, {}, NOW_MS)).toBe(true);
  });

  it('comes again after so many minutes', () => {
    expect(askedAgoS(119)).toBe(false);
    expect(askedAgoS(120)).toBe(true);
  });

  it('has come as soon as trouble begins, once', () => {
    expect(askedAgoS(60, 3)).toBe(true);
    expect(askedAgoS(2, 3)).toBe(false);
  });

  it('has come when the clock was set back: the last time is of no use', () => {
    expect(askedAgoS(-60)).toBe(true);
  });
});
