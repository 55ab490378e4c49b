import { GRACE_SECONDS, SLOT_SECONDS, slotAt } from '../../lib/crowd/slot.ts';
import { createRandom } from '../../server/bench/random.ts';
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
export const STEP_MS = 15_000;
/** The longest that somebody may still look at X after the end, which is a slot's; then its grace, and a last look. */
export const SETTLED_AFTER_MS = 2 * SLOT_MS + GRACE_SECONDS * 1000 + 4 * STEP_MS;

export interface CrowdOptions extends PopulationOptions {
  scenario: SimulatedScenario;
  seed: number;
  /** Part of the questions, and of the answers, that are lost on the way. */
  loss: number;
  /** What the collector directs sampling by. */
  maxReportsPerSecond: number;
}

/** A crowd on the spot, with the services it reports to, at the scenario's start. */
export interface Crowd {
  agenda: Agenda;
  population: Population;
  services: Services;
  ledger: Ledger;
}

/** Starts real services and many real clients, HTTP between them; time passes when the agenda is told so. */
export async function startCrowd(options: CrowdOptions): Promise<Crowd> {
  const { scenario, seed, loss, maxReportsPerSecond } = options;
  const endMs = scenario.startMs + scenario.minutes * 60_000;
  const random = createRandom(seed);
  const ledger = new Ledger();
  // The day before: keys of seasoned devices are destroyed when their day begins.
  let agenda = new Agenda(scenario.startMs - DAY_MS);
  const nowMs = () => agenda.nowMs;
  const services = await startServices({ nowMs, maxReportsPerSecond });
  try {
    const stock = await StockedTokens.of(
      services.issuerDir,
      slotsBetween(scenario.startMs, endMs + SETTLED_AFTER_MS),
    );
    agenda = new Agenda(scenario.startMs);
    await services.published();
    const population = new Population(agenda, random, options);
    const ask = lossyTransport({ hosts: services.hosts, loss, random: random.uniform, nowMs, ledger });
    const { directoryKeys } = services;
    population.settle({ ask, random: random.uniform, directoryKeys, scenario }, stock, endMs);
    return { agenda, population, services, ledger };
  } catch (error) {
    await services.close();
    throw error;
  }
}

function slotsBetween(fromMs: number, untilMs: number): number[] {
  const first = slotAt(fromMs);
  const count = Math.ceil((untilMs - first * SLOT_MS) / SLOT_MS) + 1;
  return Array.from({ length: count }, (_, index) => first + index);
}
