import type { KeptReport } from '../../lib/crowd/client/kept.ts';
import { WINDOW_MINUTES } from '../../server/src/detect/thresholds.ts';
import type { Status } from '../../server/src/publish/snapshot.ts';
import type { Ledger } from './ledger.ts';
import type { Population } from './population.ts';
import type { Services } from './services.ts';
import { type CrowdOptions, SETTLED_AFTER_MS, STEP_MS, startCrowd } from './start-crowd.ts';

/** What is published is about this time. */
const WINDOW_MS = WINDOW_MINUTES * 60_000;

/** What a moment was really like, beside what was published of it. */
export interface Moment {
  atMs: number;
  /** Installations through which somebody looked at X in the last {@link WINDOW_MS}, and those that met trouble. */
  looking: number;
  troubled: number;
  /** Reports that were acknowledged since the moment before. */
  acknowledged: number;
  status: Status;
}

export interface Played {
  moments: Moment[];
  ledger: Ledger;
  /** Reports in the collector's store. */
  counted: number;
  /** What installations think became of theirs, by state. */
  told: Record<KeptReport['state'], number>;
  /** Real time it took. */
  tookMs: number;
}

/** Plays a scenario to its end, as fast as it can be played. */
export async function play(
  options: CrowdOptions,
  onMoment: (moment: Moment) => void = () => {},
): Promise<Played> {
  const { scenario } = options;
  const startedMs = performance.now();
  const endMs = scenario.startMs + scenario.minutes * 60_000;
  const { agenda, population, services, ledger } = await startCrowd(options);
  try {
    const moments: Moment[] = [];
    for (let atMs = scenario.startMs; atMs <= endMs; atMs += STEP_MS) {
      const before = ledger.acknowledged;
      await agenda.passTo(atMs);
      const status = await services.published();
      const isLately = (ms: number) => ms > atMs - WINDOW_MS;
      const moment = {
        atMs,
        looking: population.installations.filter(({ lastLookMs }) => isLately(lastLookMs)).length,
        troubled: population.installations.filter(({ lastTroubleMs }) => isLately(lastTroubleMs)).length,
        acknowledged: ledger.acknowledged - before,
        status,
      };
      moments.push(moment);
      onMoment(moment);
    }
    for (let atMs = endMs; atMs <= endMs + SETTLED_AFTER_MS; atMs += STEP_MS) await agenda.passTo(atMs);
    return {
      moments,
      ledger,
      counted: await countedIn(services),
      told: await toldBy(population),
      tookMs: performance.now() - startedMs,
    };
  } finally {
    await services.close();
  }
}

async function countedIn({ store }: Services): Promise<number> {
  const counts = await store.counts(0, 2 ** 31 - 1);
  return counts.reduce((sum, { n }) => sum + n, 0);
}

async function toldBy({ installations }: Population): Promise<Played['told']> {
  const told: Played['told'] = { waiting: 0, delivered: 0, dropped: 0 };
  for (const { store } of installations)
    for (const { state } of (await store.read()).reports) told[state] += 1;
  return told;
}
