import { NOTHING_KEPT, newSharing, type SlotToken } from '../../lib/crowd/client/kept.ts';
import { Reporter } from '../../lib/crowd/client/reporter.ts';
import type { Transport } from '../../lib/crowd/client/transport.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Judgement } from '../../lib/detect/judge.ts';
import type { Place } from '../../server/bench/crowd-simulation.ts';
import type { Agenda } from './agenda.ts';
import { MemoryStore } from './memory-store.ts';
import type { SimulatedScenario } from './scenarios.ts';
import type { StockedTokens } from './stocked-tokens.ts';

export interface InstallationParts {
  agenda: Agenda;
  ask: Transport;
  random: () => number;
  directoryKeys: readonly CryptoKey[];
  place: Place;
  scenario: SimulatedScenario;
  /** How far its clock is ahead of the true time. */
  clockOffMs: number;
  /** It has tokens from the days before; without, it has just been installed. */
  stock: StockedTokens | undefined;
  /** With a stock: see {@link StockedTokens.reserve}. */
  reserve: SlotToken | undefined;
}

/** A page that shows the same is told of again after this time, as the content script does. */
const TELL_EVERY_MS = 5 * 60_000;
/** How often this reader's page changes its mind, if it does. */
const LOOK_EVERY_MS = 20_000;
/** Two signs of trouble make it certain; the second comes some seconds after the first. */
const CERTAIN_AFTER_MS = 15_000;

/** What a page of X is like for somebody who looks at it. */
type Shown = 'working' | 'suspected' | 'outage';

/** One installation: the extension's own reporter, with a reader who looks at X now and then. */
export class Installation {
  readonly place: Place;
  readonly store: MemoryStore;
  /** Who is hit first when a part of all people is. */
  readonly luck: number;
  readonly #parts: InstallationParts;
  readonly #reporter: Reporter;
  #wakesAtMs = Number.POSITIVE_INFINITY;
  #untilMs = 0;
  #told: { shown: Shown; atMs: number } | undefined;
  #troubleSinceMs: number | undefined;
  #blunderUntilMs = 0;
  #lastTroubleMs = 0;

  constructor(parts: InstallationParts) {
    this.#parts = parts;
    this.place = parts.place;
    this.luck = parts.random();
    const { reserve } = parts;
    this.store = new MemoryStore(
      reserve ? { ...NOTHING_KEPT, sharing: newSharing(), tokens: [reserve] } : NOTHING_KEPT,
    );
    this.#reporter = new Reporter({
      ask: parts.ask,
      store: this.store,
      now: this.#now,
      random: parts.random,
      cell: () => parts.place.cell,
      directoryKeys: async () => parts.directoryKeys,
    });
  }

  #now = (): number => this.#parts.agenda.nowMs + this.#parts.clockOffMs;

  /** Whether somebody looks at X through it at the moment. */
  get isLooking(): boolean {
    return this.#parts.agenda.nowMs < this.#untilMs;
  }

  /** When somebody last looked at X through it, and when that last met trouble. */
  get lastLookMs(): number {
    return this.isLooking ? this.#parts.agenda.nowMs : this.#untilMs;
  }

  get lastTroubleMs(): number {
    return this.isLooking && this.#troubleSinceMs !== undefined
      ? this.#parts.agenda.nowMs
      : this.#lastTroubleMs;
  }

  /** Opts in. */
  turnOn(): Promise<void> {
    return this.#then(this.#reporter.turnOn());
  }

  turnOff(): Promise<void> {
    return this.#then(this.#reporter.turnOff());
  }

  /**
   * Somebody looks at X for a while.
   * @param blunders X works, and yet this page fails for a minute, as pages do
   */
  async look(forMs: number, blunders: boolean): Promise<void> {
    const { agenda, stock } = this.#parts;
    const wasLooking = this.isLooking;
    this.#untilMs = agenda.nowMs + forMs;
    if (blunders) this.#blunderUntilMs = agenda.nowMs + 60_000;
    if (stock) await this.#stockUp(stock);
    if (!wasLooking) {
      this.#told = undefined;
      this.#troubleSinceMs = undefined;
      await this.#lookAgain();
    }
  }

  /** Only for the slots in which it is used: what lies in stock for others is never sent. */
  async #stockUp(stock: StockedTokens): Promise<void> {
    const slot = slotAt(this.#parts.agenda.nowMs);
    await this.store.update((kept) => {
      const wanted = [slot, slot + 1].filter(
        (one) =>
          !kept.tokens.some((token) => token.slot === one) &&
          !kept.reports.some((report) => report.slot === one),
      );
      const tokens = wanted.map((one) => stock.take(one)).filter((token) => token !== undefined);
      return { ...kept, tokens: [...kept.tokens, ...tokens].sort((a, b) => a.slot - b.slot) };
    });
  }

  async #lookAgain(): Promise<void> {
    const { agenda } = this.#parts;
    if (!this.isLooking) return;
    const shown = this.#shown();
    const isNews = this.#told?.shown !== shown || agenda.nowMs - this.#told.atMs >= TELL_EVERY_MS;
    agenda.at(agenda.nowMs + LOOK_EVERY_MS, () => this.#lookAgain());
    if (!isNews) return;
    this.#told = { shown, atMs: agenda.nowMs };
    await this.#then(this.#reporter.onVerdict(this.#judgement(shown)));
  }

  #shown(): Shown {
    const { agenda, scenario, place } = this.#parts;
    const isHit = this.luck < scenario.troubleAt(agenda.nowMs, place.code);
    if (!isHit && agenda.nowMs >= this.#blunderUntilMs) {
      this.#troubleSinceMs = undefined;
      return 'working';
    }
    this.#troubleSinceMs ??= agenda.nowMs;
    this.#lastTroubleMs = agenda.nowMs;
    return agenda.nowMs - this.#troubleSinceMs >= CERTAIN_AFTER_MS ? 'outage' : 'suspected';
  }

  #judgement(shown: Shown): Judgement {
    const { scenario, clockOffMs } = this.#parts;
    const seenAtMs = this.#now();
    const nothing = { verdict: shown, sights: [], witnesses: [], workingParts: [], seenAtMs };
    if (shown === 'working' || this.#troubleSinceMs === undefined) return nothing;
    return {
      ...nothing,
      sights: [scenario.sight],
      sinceMs: this.#troubleSinceMs + clockOffMs,
      lastTroubleAtMs: seenAtMs,
    };
  }

  /** Wakes again when the reporter says so, as an alarm does. */
  async #then(done: Promise<number | undefined>): Promise<void> {
    const { agenda, clockOffMs } = this.#parts;
    const wakesAtMs = ((await done) ?? Number.POSITIVE_INFINITY) - clockOffMs;
    this.#wakesAtMs = wakesAtMs;
    if (wakesAtMs === Number.POSITIVE_INFINITY) return;
    agenda.at(wakesAtMs, async () => {
      if (this.#wakesAtMs === wakesAtMs) await this.#then(this.#reporter.onTime());
    });
  }
}
