import { PLACES, type Place, USUAL_TROUBLE, usualActivity } from '../../server/bench/crowd-simulation.ts';
import type { Random } from '../../server/bench/random.ts';
import type { Agenda } from './agenda.ts';
import { Installation, type InstallationParts } from './installation.ts';
import type { StockedTokens } from './stocked-tokens.ts';

const MINUTE_MS = 60_000;
/** A visit to X: an assumption, so that a slot's users are those of about an hour's activity. */
const VISIT_MS = { from: 2 * MINUTE_MS, to: 14 * MINUTE_MS };
const SLOT_MS = 15 * MINUTE_MS;

export interface PopulationOptions {
  installations: number;
  /** Part of them that opt in while the scenario is played, and get their tokens over the network. */
  newcomers: number;
  /** Part of the clocks that are wrong, by up to six hours. */
  wrongClocks: number;
  /** Part of the installations that turn sharing off in an hour. */
  leaving: number;
}

type Common = Omit<InstallationParts, 'place' | 'clockOffMs' | 'stock' | 'reserve' | 'agenda'>;

/** Many installations, their readers, and how they come and go. */
export class Population {
  readonly installations: Installation[] = [];
  readonly #agenda: Agenda;
  readonly #random: Random;
  readonly #options: PopulationOptions;

  constructor(agenda: Agenda, random: Random, options: PopulationOptions) {
    this.#agenda = agenda;
    this.#random = random;
    this.#options = options;
  }

  /** Installs them: those that were there before with tokens in stock, newcomers through `endMs`. */
  settle(common: Common, stock: StockedTokens, endMs: number): void {
    const { uniform } = this.#random;
    const { installations, newcomers, wrongClocks } = this.#options;
    const { reserve } = stock;
    for (let i = 0; i < installations; i += 1) {
      const isNew = uniform() < newcomers;
      const clockOffMs = uniform() < wrongClocks ? Math.round((uniform() - 0.5) * 12 * 60) * MINUTE_MS : 0;
      const known = isNew ? { stock: undefined, reserve: undefined } : { stock, reserve };
      const parts = { ...common, ...known, agenda: this.#agenda, place: this.#drawPlace(), clockOffMs };
      const installation = new Installation(parts);
      const joinsAtMs = isNew
        ? this.#agenda.nowMs + uniform() * (endMs - this.#agenda.nowMs)
        : this.#agenda.nowMs;
      this.#agenda.at(joinsAtMs, async () => {
        this.installations.push(installation);
        if (isNew) await installation.turnOn();
      });
      // From another moment of the slot for each, so that a slot's visits are spread over it.
      const firstMs = joinsAtMs + (isNew ? 0 : uniform() * SLOT_MS);
      this.#agenda.at(firstMs, () => this.#live(installation, endMs));
    }
  }

  #drawPlace(): Place {
    let left = this.#random.uniform();
    const found = PLACES.find(({ part }) => {
      left -= part;
      return left < 0;
    });
    const [first] = PLACES;
    if (!first) throw new Error('there are no places');
    return found ?? first;
  }

  /** Once a slot, until the end, somebody looks at X, or not; and now and then somebody has enough of sharing. */
  async #live(installation: Installation, endMs: number): Promise<void> {
    const { uniform } = this.#random;
    const { nowMs } = this.#agenda;
    if (nowMs > endMs) return undefined;
    if (uniform() < this.#options.leaving / 4) {
      this.installations.splice(this.installations.indexOf(installation), 1);
      return installation.turnOff();
    }
    this.#agenda.at(nowMs + SLOT_MS, () => this.#live(installation, endMs));
    if (uniform() >= usualActivity(nowMs / MINUTE_MS, installation.place)) return undefined;
    const { from, to } = VISIT_MS;
    return installation.look(from + uniform() * (to - from), uniform() < USUAL_TROUBLE);
  }
}
