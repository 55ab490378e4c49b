import type { Part, Symptom } from '../../lib/detect/finding.ts';
import { levelAt, readOutages } from '../../server/bench/outages.ts';

const MINUTE_MS = 60_000;

/** What happens to X, and whom it meets. */
export interface SimulatedScenario {
  about: string;
  startMs: number;
  minutes: number;
  /** Part of the people in a place who meet trouble, at a time in ms since 1970. */
  troubleAt: (atMs: number, placeCode: string) => number;
  /** What they meet. */
  sight: { part: Part; symptom: Symptom };
}

const EMPTY_HOME = { part: 'home-for-you', symptom: 'empty-feed' } as const;

/** Trouble between two times of a day, for a part of the people. */
const between = (startMs: number, endMs: number, part: number) => (atMs: number) =>
  atMs >= startMs && atMs < endMs ? part : 0;

const NOON_MS = Date.UTC(2026, 2, 12, 12);
const AN_HOUR_LATER_MS = NOON_MS + 60 * MINUTE_MS;
const LOCAL_END_MS = AN_HOUR_LATER_MS + 45 * MINUTE_MS;

/** At the worst quarter of an hour so many meet it. */
const PEAK = 0.9;

const historic = (name: string, fromMs: number, minutes: number): SimulatedScenario => {
  const outage = readOutages().find((one) => one.name === name);
  if (!outage) throw new Error(`no outage of ${name} is known`);
  return {
    about: `the outage of ${name}, interpolated between the few sums that the press quoted`,
    startMs: fromMs,
    minutes,
    troubleAt: (atMs) => PEAK * levelAt(outage, atMs / MINUTE_MS),
    sight: EMPTY_HOME,
  };
};

export const SCENARIOS: Record<string, SimulatedScenario> = {
  'healthy-day': {
    about: 'a day on which X works',
    startMs: Date.UTC(2026, 2, 12, 1),
    minutes: 1380,
    troubleAt: () => 0,
    sight: EMPTY_HOME,
  },
  'outage-2023-12-21': historic('2023-12-21', Date.UTC(2023, 11, 21, 4), 225),
  'regional-outage': {
    about: 'X fails in Japan alone',
    startMs: NOON_MS,
    minutes: 150,
    troubleAt: (atMs, placeCode) =>
      placeCode === 'JP' ? between(AN_HOUR_LATER_MS, LOCAL_END_MS, PEAK)(atMs) : 0,
    sight: EMPTY_HOME,
  },
  'partial-outage': {
    about: 'lists fail while home works: whoever opens one meets it',
    startMs: NOON_MS,
    minutes: 150,
    troubleAt: between(AN_HOUR_LATER_MS, LOCAL_END_MS, 0.3),
    sight: { part: 'list', symptom: 'empty-list' },
  },
};
