import { type Kept, NOTHING_KEPT } from './kept.ts';
import type { CrowdStore } from './store.ts';

/** Keeps what the client knows as long as the process lives. In no build: for the simulator and for tests. */
export class MemoryStore implements CrowdStore {
  #kept: Kept;

  constructor(kept: Kept = NOTHING_KEPT) {
    this.#kept = kept;
  }

  async read(): Promise<Kept> {
    return this.#kept;
  }

  async update(change: (kept: Kept) => Kept): Promise<Kept> {
    this.#kept = change(this.#kept);
    return this.#kept;
  }
}
