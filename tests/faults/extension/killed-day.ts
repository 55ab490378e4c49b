import type { Incident } from '../../../lib/incident/incident.ts';
import { troubles } from '../../kills/compressed-day.ts';
import { type Lived, liveDay, type Opened } from '../../kills/live-day.ts';
import type { Tried } from '../fault.ts';
import { buildOnce } from './in-outage.ts';

/** Kills that fit into one day without keeping the reader from seeing anything; a day takes five minutes. */
const KILLS_A_DAY = 25;
/** A page's loading, two looks a second apart, and the restart of a busy machine's browser. */
const TOLERANCE_MS = 3_000;

/**
 * Kills the background and the browser at random moments of a day. What is on record in the end must be what happened, as
 * after an undisturbed day.
 */
export async function liveAndDie(kills: number): Promise<Tried> {
  await buildOnce();
  const seed = Date.now() % 1_000_000;
  const tried: Tried = {
    atStake: { count: 0, things: 'incidents' },
    lost: 0,
    doubled: 0,
    recoveredInMs: [],
    complaints: [],
    details: { seed },
  };
  for (let [done, day] = [0, 0]; done < kills; day += 1) {
    const lived = await liveDay(seed + day, Math.min(KILLS_A_DAY, kills - done));
    done += lived.backgroundKills + lived.browserKills;
    const found = lived.incidents.map(wordsOf);
    const expected = troubles.map(({ parts }) => `outage of ${parts.join(' and ')}, recovered`);
    tried.atStake.count += expected.length;
    tried.lost += Math.max(0, expected.length - found.length);
    tried.doubled += Math.max(0, found.length - expected.length);
    if (found.join('\n') !== expected.join('\n')) tried.complaints.push(`day ${day}: ${found.join('; ')}`);
    tried.complaints.push(...timeFaults(lived).map((fault) => `day ${day}: ${fault}`));
  }
  return tried;
}

/** All of an incident that does not depend on the moment. */
function wordsOf({ verdict, ending, sights }: Incident): string {
  const parts = [...new Set(sights.map(({ part }) => part))].sort();
  return `${verdict} of ${parts.join(' and ')}, ${ending ?? 'open'}`;
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
