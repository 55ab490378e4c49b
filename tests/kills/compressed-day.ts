import type { Scenario } from '../fake-x/scenario.ts';
import { longTimeAccount } from '../fake-x/scenarios/accounts.ts';
import { overCapacity } from '../fake-x/scenarios/building-blocks.ts';

const LIST = '/i/lists/1001';

/** A page that the reader looks at for so long without a break; if the browser dies meanwhile, again from the start. */
export interface Look {
  path: string;
  seconds: number;
}

/** A part of the day: what X does, what the reader looks at, and how long it is until the background is killed again. */
export interface Chapter {
  phase: string;
  looks: Look[];
  killAfterS: readonly [from: number, to: number];
}

const OFTEN = [1, 5] as const;
const SELDOM = [15, 30] as const;

/**
 * Incidents closer than three minutes are one: the reader's noon is that long, and the rest of the day short. A page is
 * looked at until it has told what it shows two or three times, as a message dies with the background that gets it.
 */
export const chapters: Chapter[] = [
  { phase: 'morning', looks: stay('/home', 4, LIST, 12), killAfterS: OFTEN },
  { phase: 'outage', looks: stay('/home', 12, LIST, 12, '/home', 6), killAfterS: OFTEN },
  { phase: 'noon', looks: stay('/home', 12, LIST, 4), killAfterS: OFTEN },
  {
    phase: 'noon',
    looks: Array.from({ length: 15 }, () => ({ path: '/home', seconds: 12 })),
    killAfterS: SELDOM,
  },
  { phase: 'partial', looks: stay(LIST, 12, '/home', 4, LIST, 6), killAfterS: OFTEN },
  { phase: 'evening', looks: stay(LIST, 12, '/home', 4, LIST, 12), killAfterS: OFTEN },
];

/** Phases in which something fails: which parts, the page that fails first, and the phase in which that is back. */
export const troubles = [
  { phase: 'outage', parts: ['home-for-you', 'list'], path: '/home', endsIn: 'noon' },
  { phase: 'partial', parts: ['list'], path: LIST, endsIn: 'evening' },
];

export const compressedDay: Scenario = {
  name: 'compressed-day',
  title: 'An outage of home and lists, a long noon, an outage of lists alone',
  account: longTimeAccount,
  phases: [
    { name: 'morning', operations: {} },
    { name: 'outage', operations: { HomeTimeline: 'empty', ListLatestTweetsTimeline: 'empty' } },
    { name: 'noon', operations: {} },
    { name: 'partial', operations: { ListLatestTweetsTimeline: overCapacity } },
    { name: 'evening', operations: {} },
  ],
};

function stay(...looks: (string | number)[]): Look[] {
  const paths = looks.filter((look) => typeof look === 'string');
  const times = looks.filter((look) => typeof look === 'number');
  return paths.map((path, index) => ({ path, seconds: times[index] ?? 0 }));
}
