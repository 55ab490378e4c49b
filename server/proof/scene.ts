import type { SenderOptions } from './senders.ts';
import type { StoredCounts } from './stored-counts.ts';

/** Everything a fault needs: a collector under load, something to break, and a way to read what is left. */
export interface Scene {
  /** Where reports are sent. */
  urls: string | readonly string[];
  /** How, if not as usual. */
  senders?: Partial<SenderOptions>;
  /** Breaks something; resolves when it is broken. */
  strike: () => Promise<unknown>;
  /** Restarts or replaces what was broken. */
  mend: () => Promise<void>;
  stored: () => StoredCounts | Promise<StoredCounts>;
  remove: () => Promise<void>;
}
