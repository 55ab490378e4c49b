import { type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { v001 } from './migrations/v001.ts';
import { v002 } from './migrations/v002.ts';
import { v003 } from './migrations/v003.ts';
import { UpgradeBlocked } from './record-problem.ts';
import { DATABASE_NAME, RECORD_STORES, type RecordSchema } from './schema.ts';

type Database = IDBPDatabase<RecordSchema>;
type Names = StoreNames<RecordSchema>[];
export type Writing = IDBPTransaction<RecordSchema, Names, 'readwrite'>;
export type Reading = IDBPTransaction<RecordSchema, Names, 'readonly'>;

/** In order; each brings the database from the version before to its own. They only ever grow in number. */
const MIGRATIONS = [v001, v002, v003];

/** Pages of ours close their connection when asked, which takes a moment; one that hangs does not. */
const BLOCKED_AFTER_MS = 1_000;

let opened: Promise<Database> | undefined;

/**
 * The one connection of this background or page. Opened on first use, and again when the browser closed it.
 *
 * @throws UpgradeBlocked when an old page keeps the database from its upgrade, or the browser's DOMException
 */
function database(): Promise<Database> {
  opened ??= open().catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

function open(): Promise<Database> {
  const { promise, resolve, reject } = Promise.withResolvers<Database>();
  let isGivenUp = false;
  openDB<RecordSchema>(DATABASE_NAME, MIGRATIONS.length, {
    upgrade(db, oldVersion) {
      for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(db);
    },
    // Another page of ours is open with an old connection; it is asked to close it, as below.
    blocked() {
      setTimeout(() => {
        isGivenUp = true;
        reject(new UpgradeBlocked());
      }, BLOCKED_AFTER_MS);
    },
    // A page with an old connection must not keep a newer version of us from upgrading.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  }).then((db) => (isGivenUp ? db.close() : resolve(db)), reject);
  return promise;
}

/** Reads in one go. */
export async function read<T>(run: (tx: Reading) => Promise<T>, stores: Names = RECORD_STORES): Promise<T> {
  const db = await database();
  return run(db.transaction(stores));
}

/**
 * Writes all or nothing, and waits for the disk.
 *
 * @param run anything it awaits but the database would end the transaction
 * @param stores what it reads and writes: transactions on others go on meanwhile
 * @throws what `run` throws, or why the browser gave the transaction up
 */
export async function write<T>(run: (tx: Writing) => Promise<T>, stores: Names = RECORD_STORES): Promise<T> {
  const db = await database();
  const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
  tx.done.catch(() => {}); // told below
  try {
    const result = await run(tx);
    await tx.done;
    return result;
  } catch (error) {
    const reason = tx.error ?? error;
    abort(tx);
    throw reason;
  }
}

/** A write that fails aborts its transaction by itself; after a fault of ours what came before would stay. */
function abort(tx: { abort(): void }) {
  try {
    tx.abort();
  } catch {
    // It has aborted already.
  }
}
