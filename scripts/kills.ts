import { exit } from 'node:process';
import { parseArgs } from 'node:util';
import type { Incident } from '../lib/incident/incident.ts';
import { troubles } from '../tests/kills/compressed-day.ts';
import { type Lived, liveDay, type Opened } from '../tests/kills/live-day.ts';
import { buildForTests } from './build/build-for-tests.ts';

/**
 * Kills the background and the browser at random moments of a day. What is on record in the end must be what happened,
 * as it is after an undisturbed day. `--kills 50 --seed N`; a seed gives the same moments again, as far as a real browser can.
 */

/** Kills that fit into one day without keeping the reader from seeing anything. */
const KILLS_A_DAY = 25;
/** A page's loading, two looks a second apart, and the restart of a busy machine's browser. */
const TOLERANCE_MS = 3_000;

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string' } },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isInteger(kills) || !Number.isInteger(seed))
  throw new Error('--kills and --seed are whole numbers');

console.log(`Seed ${seed}; a day takes five minutes. Building the extension …`);
await buildForTests(['chromium']);

const undisturbedDay = liveDay(seed, 0); // two browsers at a time
const faults: string[] = [];
let done = 0;
let days = 0;
while (done < kills) {
  days += 1;
  const lived = await liveDay(seed + days, Math.min(KILLS_A_DAY, kills - done));
  done += lived.backgroundKills + lived.browserKills;
  await report(`day ${days} (seed ${seed + days})`, lived);
}
await report('undisturbed day', await undisturbedDay);
console.log(
  faults.length === 0 ? `${done} kills: every day is on record as undisturbed.` : faults.join('\n'),
);
exit(faults.length === 0 ? 0 : 1);

async function report(name: string, lived: Lived) {
  const { incidents, backgroundKills, browserKills } = lived;
  console.log(`${name}: the background killed ${backgroundKills} times, the browser ${browserKills} times`);
  for (const incident of incidents) console.log(`  ${wordsOf(incident)}, ${lengthOf(incident)}`);
  const expected = troubles.map(({ parts }) => `outage of ${parts.join(' and ')}, recovered`);
  const found = incidents.map(wordsOf);
  const isSame = found.join('\n') === expected.join('\n');
  const difference = isSame ? [] : [`expected ${expected.join('; ')}; found ${found.join('; ')}`];
  for (const fault of [...difference, ...timeFaults(lived)]) {
    console.log(`  WRONG: ${fault}`);
    faults.push(`${name}: ${fault}`);
  }
}

/** All of an incident that does not depend on the moment. */
function wordsOf({ verdict, ending, sights }: Incident): string {
  const parts = [...new Set(sights.map(({ part }) => part))].sort();
  return `${verdict} of ${parts.join(' and ')}, ${ending ?? 'open'}`;
}

function lengthOf({ startMs, endMs = Number.NaN }: Incident): string {
  return `${((endMs - startMs) / 1000).toFixed(1)} s`;
}

/** Start and end lie between the first time a page could tell of it, and the first time it did for certain. */
function timeFaults({ incidents, opened }: Lived): string[] {
  return troubles.flatMap(({ phase, path, endsIn }, index) => {
    const { startMs = Number.NaN, endMs = Number.NaN } = incidents[index] ?? {};
    const at = (name: string) => opened.filter((page) => page.phase === name && page.path === path);
    return [
      isWithin(startMs, at(phase)) ? '' : `the ${phase} starts off by ${offBy(startMs, at(phase))}`,
      isWithin(endMs, at(endsIn)) ? '' : `the ${phase} ends off by ${offBy(endMs, at(endsIn))}`,
    ].filter((fault) => fault !== '');
  });
}

function isWithin(timeMs: number, opened: Opened[]): boolean {
  const earliestMs = opened[0]?.atMs ?? Number.NaN;
  const latestMs = opened.find(({ isSeen }) => isSeen)?.atMs ?? Number.NaN;
  return timeMs > earliestMs - TOLERANCE_MS && timeMs < latestMs + TOLERANCE_MS;
}

function offBy(timeMs: number, opened: Opened[]): string {
  return opened.map(({ atMs }) => `${((timeMs - atMs) / 1000).toFixed(1)} s`).join(' or ') || 'who knows';
}
