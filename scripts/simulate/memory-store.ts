import { type Kept, NOTHING_KEPT } from '../../lib/crowd/client/kept.ts';
import type { CrowdStore } from '../../lib/crowd/client/store.ts';

/** Keeps what the client knows as long as the process lives. */
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
