import type { KeptReport } from '../../lib/crowd/client/kept.ts';
import { GRACE_SECONDS, SLOT_SECONDS, slotAt } from '../../lib/crowd/slot.ts';
import { createRandom } from '../../server/bench/random.ts';
import { WINDOW_MINUTES } from '../../server/src/detect/thresholds.ts';
import type { Status } from '../../server/src/publish/snapshot.ts';
import { Agenda } from './agenda.ts';
import { Ledger } from './ledger.ts';
import { lossyTransport } from './lossy-transport.ts';
import { Population, type PopulationOptions } from './population.ts';
import type { SimulatedScenario } from './scenarios.ts';
import { type Services, startServices } from './services.ts';
import { StockedTokens } from './stocked-tokens.ts';

const DAY_MS = 86_400_000;
const SLOT_MS = SLOT_SECONDS * 1000;
/** What is published is as fresh as this. */
const STEP_MS = 15_000;
/** What is published is about this time. */
const WINDOW_MS = WINDOW_MINUTES * 60_000;
/** After this time every report has been taken or dropped: its slot's grace, and the slot that is going on. */
const GRACE_MS = SLOT_MS + GRACE_SECONDS * 1000 + STEP_MS;

export interface PlayOptions extends PopulationOptions {
  scenario: SimulatedScenario;
  seed: number;
  /** Part of the questions, and of the answers, that are lost on the way. */
  loss: number;
  /** What the collector directs sampling by. */
  maxReportsPerSecond: number;
}

/** What a moment was really like, beside what was published of it. */
export interface Moment {
  atMs: number;
  /** Installations through which somebody looked at X in the last {@link WINDOW_MS}, and those that met trouble. */
  looking: number;
  troubled: number;
  /** Reports that were counted since the moment before. */
  counted: number;
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

/** Plays a scenario: real services, real clients, HTTP between them, and time as fast as it can pass. */
export async function play(
  options: PlayOptions,
  onMoment: (moment: Moment) => void = () => {},
): Promise<Played> {
  const { scenario, seed, loss, maxReportsPerSecond } = options;
  const startedMs = performance.now();
  const endMs = scenario.startMs + scenario.minutes * 60_000;
  const slots = slotsBetween(scenario.startMs, endMs + GRACE_MS);
  const random = createRandom(seed);
  const ledger = new Ledger();
  // The day before: keys of seasoned devices are destroyed when their day begins.
  let agenda = new Agenda(scenario.startMs - DAY_MS);
  const nowMs = () => agenda.nowMs;
  const services = await startServices({ nowMs, maxReportsPerSecond });
  try {
    const stock = await StockedTokens.of(services.issuerDir, slots);
    agenda = new Agenda(scenario.startMs);
    await services.published();
    const population = new Population(agenda, random, options);
    const ask = lossyTransport({ hosts: services.hosts, loss, random: random.uniform, nowMs, ledger });
    const { directoryKeys } = services;
    population.settle({ ask, random: random.uniform, directoryKeys, scenario }, stock, endMs);

    const moments: Moment[] = [];
    let countedBefore = 0;
    for (let atMs = scenario.startMs; atMs <= endMs; atMs += STEP_MS) {
      await agenda.passTo(atMs);
      const status = await services.published();
      const isLately = (ms: number) => ms > atMs - WINDOW_MS;
      const moment = {
        atMs,
        looking: population.installations.filter(({ lastLookMs }) => isLately(lastLookMs)).length,
        troubled: population.installations.filter(({ lastTroubleMs }) => isLately(lastTroubleMs)).length,
        counted: ledger.acknowledged - countedBefore,
        status,
      };
      countedBefore = ledger.acknowledged;
      moments.push(moment);
      onMoment(moment);
    }
    for (let atMs = endMs; atMs <= endMs + GRACE_MS; atMs += STEP_MS) await agenda.passTo(atMs);
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

function slotsBetween(fromMs: number, untilMs: number): number[] {
  const first = slotAt(fromMs);
  return Array.from(
    { length: Math.ceil((untilMs - first * SLOT_MS) / SLOT_MS) + 1 },
    (_, index) => first + index,
  );
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
