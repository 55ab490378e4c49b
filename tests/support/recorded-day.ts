import fc from 'fast-check';
import type { DocumentLoad } from '../../lib/detect/evidence.ts';
import { type Decision, type Known, onLoad, onObservation, onTime } from '../../lib/incident/decide.ts';
import type { Observation } from '../../lib/observe/observation.ts';
import { observation, START_MS } from './reader.ts';

/** One event of a day, as the background meets it. */
export interface DayEvent {
  atMs: number;
  place: string | undefined;
  decide: (known: Known) => Decision;
}

const HOME = '000000000000aaaa';
const LIST = '000000000000bbbb';

/** What a reader may live through, in any order; the first is how every day begins. */
const EPISODES = [
  ...Array.from({ length: 12 }, () => 'reading' as const),
  ...(['flash', 'flash', 'outage', 'outage', 'partial', 'server-errors'] as const),
  ...(['offline', 'sleep', 'sleep', 'two-tabs', 'logged-out'] as const),
];
type Episode = (typeof EPISODES)[number];

/** Days of about 24 hours: each episode once, in any order, with pauses between them from seconds to hours. */
export const days: fc.Arbitrary<DayEvent[]> = fc
  .tuple(
    fc.shuffledSubarray(EPISODES, { minLength: EPISODES.length }),
    fc.array(fc.constantFrom(5, 60, 200, 900, 7_200), {
      minLength: EPISODES.length,
      maxLength: EPISODES.length,
    }),
  )
  .map(([episodes, pausesS]) => {
    const day = new Day();
    day.live('reading');
    for (const [index, episode] of episodes.entries()) {
      day.live(episode);
      day.pause(pausesS[index] ?? 5);
    }
    return day.events;
  });

class Day {
  readonly events: DayEvent[] = [];
  #nowMs = START_MS;
  #stretch = 0;
  #documentStartedAtMs = START_MS;

  pause(forS: number) {
    this.#nowMs += forS * 1000;
    this.#event(undefined, (known) => onTime(known, this.#nowMs));
  }

  live(episode: Episode) {
    switch (episode) {
      case 'reading':
        this.#load('none');
        this.#stay({}, HOME, [0, 10, 310, 610]);
        return this.#stay({ surface: 'list' }, LIST, [0, 10]);
      case 'flash':
        this.#load('none');
        this.#stay({ state: 'empty' }, HOME, [1]);
        return this.#stay({}, HOME, [0, 10]);
      case 'outage':
        this.#load('none');
        this.#stay({ state: 'empty' }, HOME, [2, 5, 10, 20, 80]);
        this.#stay({ surface: 'list', state: 'empty' }, LIST, [2, 5]);
        this.#stay({ surface: 'notifications' }, undefined, [0, 10]);
        return this.#stay({}, HOME, [0, 10]);
      case 'partial':
        this.#stay(
          { surface: 'list', state: 'retry-prompt', requests: [failedRequest] },
          LIST,
          [2, 5, 10, 20],
        );
        this.#stay({}, HOME, [0, 10]);
        return this.#stay({ surface: 'list' }, LIST, [0, 10]);
      case 'server-errors':
        for (const failure of ['http-5xx', 'http-5xx', 'refused', 'aborted', 'none'] as const)
          this.#load(failure);
        return this.#stay({}, HOME, [0, 10]);
      case 'offline':
        this.#load('offline');
        this.#stay({ isOnline: false, state: 'retry-prompt' }, HOME, [2, 5]);
        return this.#stay({}, HOME, [0, 10]);
      case 'sleep':
        return this.pause(4 * 3_600);
      case 'two-tabs':
        this.#stay({}, HOME, [0, 10], 2);
        return this.#stay({ state: 'empty' }, HOME, [2, 5, 10, 20], 2);
      case 'logged-out':
        return this.#stay({ state: 'logged-out' }, HOME, [2, 5, 10, 20]);
    }
  }

  #load(failure: DocumentLoad['failure']) {
    this.#nowMs += 4_000;
    this.#documentStartedAtMs = this.#nowMs;
    const load = { tabId: 1, atMs: this.#nowMs, failure };
    this.#event(undefined, (known) => onLoad(known, load));
  }

  /** One stretch, reported after so many visible seconds each. */
  #stay(parts: Partial<Observation>, place: string | undefined, reportsS: number[], tabId = 1) {
    this.#stretch += 1;
    const beganAtMs = this.#nowMs + 1_000;
    for (const visibleS of reportsS) {
      this.#nowMs = beganAtMs + visibleS * 1000;
      const atMs = this.#nowMs;
      const visibleMs = visibleS * 1000;
      const seen = observation({
        ...{ stretch: this.#stretch, documentStartedAtMs: this.#documentStartedAtMs, visibleMs },
        ...(place && { place }),
        ...parts,
      });
      this.#event(place, (known) => onObservation(known, seen, tabId, atMs));
    }
  }

  #event(place: string | undefined, decide: DayEvent['decide']) {
    this.events.push({ atMs: this.#nowMs, place, decide });
  }
}

const failedRequest = { operation: 'ListLatestTweetsTimeline', status: 503, count: 1 } as const;
