import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a file of ours, and brings it to the newest schema.
 * @param migrations each step is run once, in order, each in a transaction
 * @throws Error when the file was written by a newer version, or is no database
 */
export function openDatabase(file: string, migrations: readonly string[]): DatabaseSync {
  const db = new DatabaseSync(file);
  // FULL: a commit is on disk before it is acknowledged. secure_delete: what was deleted is gone from the file.
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
    PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = ON`);
  migrate(db, migrations);
  return db;
}

function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > migrations.length)
    throw new Error(
      `the database is of schema ${version}, this version knows ${migrations.length}: update it`,
    );
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    inTransaction(db, () => db.exec(`${step}; PRAGMA user_version = ${index + 1}`));
  }
}

/** All of what `work` writes, or nothing of it. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK'); // a full disk has rolled back by itself
    throw error;
  }
}
