import { eachTry, type Fault } from '../fault.ts';
import { captivePortal } from './captive-portal.ts';
import { CLOCK_STORIES, jumpClockOf } from './clock-jumps.ts';
import { inOutage, type Strike } from './in-outage.ts';
import { liveAndDie } from './killed-day.ts';
import { dieInTransactions } from './record-faults.ts';
import { soakPage } from './soak.ts';
import {
  fillQuota,
  goOffline,
  killBackground,
  killWholeBrowser,
  putToSleep,
  upgrade,
  upgradeFromFirstSchema,
} from './strikes.ts';

const area = 'extension' as const;

/** In the middle of an outage, in a real Chromium. */
const striking = (name: string, strike: Strike, rest: Partial<Fault> = {}): Fault => ({
  name,
  area,
  tries: { long: 3, short: 0 },
  run: (n) => eachTry(n, () => inOutage(strike)),
  ...rest,
});

const lacksLinux = () => (process.platform === 'linux' ? undefined : 'Linux, to stop a browser’s processes');

/** What is done to the extension and its browser. */
export const EXTENSION_FAULTS: readonly Fault[] = [
  {
    name: 'background ends within transactions, a day long',
    area,
    tries: { long: 10, short: 1 },
    run: (n) => eachTry(n, dieInTransactions),
  },
  {
    name: 'clock of the computer set',
    area,
    tries: { long: CLOCK_STORIES, short: CLOCK_STORIES },
    run: (n) => eachTry(n, jumpClockOf),
  },
  striking('background killed', killBackground),
  striking('browser killed (SIGKILL)', killWholeBrowser),
  striking('no room for the history (quota)', fillQuota),
  striking('offline and back', goOffline),
  striking('asleep and awake', putToSleep, { lacks: lacksLinux }),
  striking('upgrade of the extension', upgrade),
  striking('upgrade from the first schema', upgradeFromFirstSchema),
  {
    name: 'captive portal: log-in page, then 511',
    area,
    tries: { long: 2, short: 0 },
    run: (n) => eachTry(n, captivePortal),
  },
  {
    name: 'background and browser killed at random, a day long',
    area,
    tries: { long: 50, short: 0 },
    run: liveAndDie,
  },
  {
    name: 'soak: an hour in sight, in the page’s time',
    area,
    tries: { long: 1, short: 0 },
    run: (n) => eachTry(n, soakPage),
  },
];
