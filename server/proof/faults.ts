import { eachTry, type Fault } from '../../tests/faults/fault.ts';
import { JUMPS_MS, jumpClock } from './clock-jumps.ts';
import { floodFromOneNetwork, slowLoris } from './floods.ts';
import { loseHost } from './hosts/lost-host.ts';
import { lacksHosts } from './hosts/network.ts';
import { killIssuer } from './killed-issuer.ts';
import { sendMalformed } from './malformed.ts';
import { restoreBackup } from './restored-backup.ts';
import type { Scene } from './scene.ts';
import {
  failover,
  fullDisk,
  killedOnPostgres,
  killedOnSqlite,
  lacksSmallDisk,
  restartedPostgres,
  restartedStandby,
  silentDatabase,
  tornConnections,
} from './scenes.ts';
import { soak } from './soak.ts';
import { strikeUnderLoad } from './under-load.ts';
import { upgradeOnPostgres, upgradeOnSqlite } from './upgrade.ts';

type Tries = Fault['tries'];
const area = 'server' as const;

const underLoad = (
  name: string,
  tries: Tries,
  open: () => Promise<Scene>,
  rest: Partial<Fault> & { isUsedUp?: boolean } = {},
): Fault => {
  const { isUsedUp = false, ...further } = rest;
  return { name, area, tries, run: (blows) => strikeUnderLoad(open, blows, isUsedUp), ...further };
};

const FLOOD_SECONDS = { long: 20, short: 2 };

/** What is done to the collector and its stores. */
export const SERVER_FAULTS: readonly Fault[] = [
  underLoad('kill -9 of the collector, SQLite', { long: 20, short: 1 }, killedOnSqlite),
  underLoad('kill -9 of the collector, PostgreSQL', { long: 20, short: 1 }, killedOnPostgres),
  underLoad('kill -9 of PostgreSQL, restart', { long: 10, short: 1 }, restartedPostgres),
  underLoad('kill -9 of the synchronous standby, restart', { long: 10, short: 0 }, restartedStandby),
  underLoad('kill -9 of the primary, failover to the standby', { long: 10, short: 1 }, failover, {
    isUsedUp: true,
  }),
  { name: 'kill -9 of the issuer', area, tries: { long: 20, short: 1 }, run: killIssuer },
  underLoad('full disk, SQLite', { long: 10, short: 1 }, fullDisk, { lacks: lacksSmallDisk }),
  {
    name: 'host of one of three collectors lost',
    area,
    tries: { long: 5, short: 0 },
    lacks: lacksHosts,
    run: (n) => loseHost('collector', n),
  },
  {
    name: 'host of the primary lost, failover to another',
    area,
    tries: { long: 5, short: 0 },
    lacks: lacksHosts,
    run: (n) => loseHost('database', n),
  },
  underLoad('network to the database silent', { long: 5, short: 1 }, silentDatabase),
  underLoad('connections of the devices torn', { long: 10, short: 1 }, tornConnections),
  {
    name: 'clock jumps ahead and back',
    area,
    tries: { long: 8, short: 2 },
    run: (n) => eachTry(n, (index) => jumpClock(JUMPS_MS[index % JUMPS_MS.length] ?? 0)),
  },
  {
    name: 'clock jumps back and ahead',
    area,
    tries: { long: 8, short: 1 },
    run: (n) => eachTry(n, (index) => jumpClock(-(JUMPS_MS[index % JUMPS_MS.length] ?? 0))),
  },
  {
    name: 'upgrade in the middle of an incident, SQLite',
    area,
    tries: { long: 5, short: 1 },
    run: (n) => eachTry(n, upgradeOnSqlite),
  },
  {
    name: 'upgrade in the middle of an incident, PostgreSQL',
    area,
    tries: { long: 5, short: 0 },
    run: (n) => eachTry(n, upgradeOnPostgres),
  },
  {
    name: 'old backup restored by the book',
    area,
    tries: { long: 10, short: 1 },
    run: (n) => eachTry(n, () => restoreBackup(true)),
  },
  {
    name: 'old backup put in place as it is, at once',
    area,
    tries: { long: 10, short: 1 },
    run: (n) => eachTry(n, () => restoreBackup(false)),
  },
  {
    name: 'slow loris and deaf readers',
    area,
    tries: { long: 3, short: 0 },
    run: (n) => eachTry(n, slowLoris),
  },
  {
    name: 'flood from one network',
    area,
    tries: { long: 3, short: 1 },
    run: (n) => eachTry(n, () => floodFromOneNetwork(n > 1 ? FLOOD_SECONDS.long : FLOOD_SECONDS.short)),
  },
  { name: 'malformed requests', area, tries: { long: 50_000, short: 1000 }, run: (n) => sendMalformed(n) },
  {
    name: 'soak: an hour under load, time 15 times as fast',
    area,
    tries: { long: 1, short: 0 },
    lacks: () => (process.platform === 'linux' ? undefined : 'Linux, to count file handles'),
    run: (n) => eachTry(n, soak),
  },
];
