import { env } from 'node:process';
import { startCollector } from '../src/collector.ts';
import { readConfig } from '../src/config.ts';
import { logToStderr } from '../src/log.ts';
import { openStore } from '../src/store/open-store.ts';
import { fastClock } from './fast-clock.ts';

/** A collector for which time goes faster: SPEED times, from STARTED_AT on (ms since 1970). */
const PUBLISH_EVERY_MS = 5000;

const speed = Number(env.SPEED);
const now = fastClock(Number(env.STARTED_AT), speed);
const config = readConfig(env);
const collector = await startCollector({
  config,
  store: await openStore(config),
  log: logToStderr,
  now,
  passed: now,
  publishEveryMs: PUBLISH_EVERY_MS / speed,
});
console.log(`listening on ${collector.url}`);
