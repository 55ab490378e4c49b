import type { Phase, Scenario } from './scenario.ts';

/** Walks through a scenario's phases, by the clock or by hand. */
export class ScenarioPlayer {
  #scenario: Scenario;
  #phase: Phase;
  #timer?: NodeJS.Timeout;
  readonly #onPhase: (phase: Phase) => void;

  /** @param onPhase hears of every phase as it begins, of the first one too */
  constructor(scenario: Scenario, onPhase: (phase: Phase) => void) {
    this.#scenario = scenario;
    this.#phase = scenario.phases[0];
    this.#onPhase = onPhase;
    this.play(scenario);
  }

  get scenario(): Scenario {
    return this.#scenario;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Start the first phase now; phases that last a given time are followed by the next one. */
  play(scenario: Scenario): void {
    this.#scenario = scenario;
    this.#run(0);
  }

  /** Jump to a phase and stay there. */
  enter(phaseName: string): void {
    const phase = this.#scenario.phases.find((candidate) => candidate.name === phaseName);
    if (!phase) {
      const known = this.#scenario.phases.map((p) => p.name).join(', ');
      throw new Error(`no phase "${phaseName}" in scenario "${this.#scenario.name}"; there are: ${known}`);
    }
    this.stop();
    this.#begin(phase);
  }

  /** The clock stands still from here on. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #run(index: number): void {
    this.stop();
    const { phases, repeats } = this.#scenario;
    const phase = phases[repeats ? index % phases.length : index];
    if (!phase) return;
    this.#begin(phase);
    if (phase.lastsMs !== undefined)
      this.#timer = setTimeout(() => this.#run(index + 1), phase.lastsMs).unref();
  }

  #begin(phase: Phase): void {
    this.#phase = phase;
    this.#onPhase(phase);
  }
}
