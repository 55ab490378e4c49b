import { type IDBPDatabase, openDB } from 'idb';
import { v001 } from './migrations/v001.ts';
import type { RecordSchema } from './schema.ts';

export type Database = IDBPDatabase<RecordSchema>;

/** In order; each brings the database from the version before to its own. They only ever grow in number. */
const MIGRATIONS = [v001];

const NAME = 'feed-canary';

let opened: Promise<Database> | undefined;

/** The one connection of this background or page. Opened on first use, and again when the browser closed it. */
export function database(): Promise<Database> {
  opened ??= open().catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

function open(): Promise<Database> {
  return openDB<RecordSchema>(NAME, MIGRATIONS.length, {
    upgrade(db, oldVersion) {
      for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(db);
    },
    // A page with an old connection must not keep a newer version of us from upgrading.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
}
