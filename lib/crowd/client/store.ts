import type { Kept } from './kept.ts';

/** Keeps what the client knows. The extension does so in its database, simulator and tests in memory. */
export interface CrowdStore {
  read(): Promise<Kept>;
  /**
   * Reads, decides and writes in one transaction: a background that dies at any moment leaves all of it or nothing.
   *
   * @param change pure and synchronous; rows that it does not touch are passed on as the same objects
   * @returns what is kept from now on
   */
  update(change: (kept: Kept) => Kept): Promise<Kept>;
}
