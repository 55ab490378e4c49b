import type { DatabaseSync } from 'node:sqlite';
import type { Tier } from '../../../lib/crowd/tier.ts';
import type { RenewalToken } from '../../../lib/crowd/tokens/issuance.ts';
import { inTransaction, openDatabase } from '../store/sqlite/database.ts';
import type { IssuerMode } from './config.ts';
import { ISSUER_MIGRATIONS } from './migrations.ts';

/** A private key on its way into the store, and when it shall be destroyed. */
export interface KeptKey {
  bytes: Uint8Array;
  untilMs: number;
}

/** Names the keys of one day and tier. */
export interface DirectoryName {
  day: number;
  tier: Tier;
}

/** A renewal token that was spent: on which request, and what that got, while the answer is kept. */
export interface Spending {
  /** Digest of the whole request. */
  request: Uint8Array;
  answer?: Uint8Array;
}

/** Long enough that no other nonce has the same: what is kept of it. */
const NULLIFIER_BYTES = 16;

/**
 * What the issuer remembers: directories, the private halves that still sign, and which renewal tokens were spent. Nothing
 * in it tells one device from another. Whatever returns is on disk.
 */
export class IssuerStore {
  readonly #db: DatabaseSync;

  /**
   * @throws Error when the file was written in another mode or by a newer version, or is no database
   */
  constructor(file: string, mode: IssuerMode) {
    this.#db = openDatabase(file, ISSUER_MIGRATIONS);
    this.#db.prepare('INSERT INTO mode VALUES (1, ?) ON CONFLICT DO NOTHING').run(mode);
    const kept = this.#db.prepare('SELECT mode FROM mode').get() as { mode: string };
    if (kept.mode === mode) return;
    this.#db.close();
    throw new Error(`the keys in ${file} were made in ${kept.mode} mode: give ${mode} mode another DATA_DIR`);
  }

  directory({ day, tier }: DirectoryName): Uint8Array | undefined {
    const row = this.#db.prepare('SELECT body FROM directories WHERE day = ? AND tier = ?').get(day, tier);
    return (row as { body: Uint8Array } | undefined)?.body;
  }

  /** Keeps a directory with its private halves, by their places: all of it, or nothing if there is one already. */
  saveDirectory({ day, tier }: DirectoryName, body: Uint8Array, keys: ReadonlyMap<number, KeptKey>): void {
    inTransaction(this.#db, () => {
      const saved = this.#db
        .prepare('INSERT INTO directories VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
        .run(day, tier, body);
      if (Number(saved.changes) === 0) return;
      const insert = this.#db.prepare('INSERT INTO keys VALUES (?, ?, ?, ?, ?)');
      for (const [place, { untilMs, bytes }] of keys) insert.run(day, tier, place, untilMs, bytes);
    });
  }

  privateKey({ day, tier }: DirectoryName, place: number): Uint8Array | undefined {
    const row = this.#db
      .prepare('SELECT private FROM keys WHERE day = ? AND tier = ? AND place = ?')
      .get(day, tier, place);
    return (row as { private: Uint8Array } | undefined)?.private;
  }

  /** What a token was spent on; undefined while it was not. */
  spending(token: RenewalToken): Spending | undefined {
    const row = this.#db
      .prepare('SELECT request, answer FROM spent WHERE day = ? AND tier = ? AND nonce = ?')
      .get(...keyOf(token)) as { request: Uint8Array; answer: Uint8Array | null } | undefined;
    return row && { request: row.request, ...(row.answer && { answer: row.answer }) };
  }

  /**
   * Spends a token and keeps what it got, in one transaction.
   * @returns false, and nothing is kept, when it was spent before
   */
  spend(token: RenewalToken, { request, answer }: Required<Spending>, nowMs: number): boolean {
    const { changes } = this.#db
      .prepare('INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .run(...keyOf(token), request, nowMs, answer);
    return Number(changes) === 1;
  }

  /**
   * Forgets what is of no use any more. Deleted rows are overwritten, and the log that still holds them is emptied.
   * @returns how many private keys were destroyed
   */
  forget(before: { keysMs: number; answersMs: number; spentDay: number; directoryDay: number }): number {
    const forgotten = inTransaction(this.#db, () => {
      const run = (sql: string, bound: number) => Number(this.#db.prepare(sql).run(bound).changes);
      return {
        keys: run('DELETE FROM keys WHERE until_ms <= ?', before.keysMs),
        others:
          run(
            'UPDATE spent SET answer = NULL WHERE answer IS NOT NULL AND answered_ms <= ?',
            before.answersMs,
          ) +
          run('DELETE FROM spent WHERE day < ?', before.spentDay) +
          run('DELETE FROM directories WHERE day < ?', before.directoryDay),
      };
    });
    if (forgotten.keys + forgotten.others > 0) this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return forgotten.keys;
  }

  close(): void {
    this.#db.close();
  }
}

const keyOf = ({ day, tier, nonce }: RenewalToken): [number, number, Uint8Array] => [
  day,
  tier,
  nonce.subarray(0, NULLIFIER_BYTES),
];
