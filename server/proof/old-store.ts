import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { encodeReport, REPORTED_SYMPTOMS, SIGNATURE_BYTES } from '../../lib/crowd/report.ts';
import { POSTGRES_MIGRATIONS } from '../src/store/postgres/migrations.ts';
import { SQLITE_MIGRATIONS } from '../src/store/sqlite/migrations.ts';

/**
 * What a collector of a past schema left behind in the middle of an incident. Frozen: a file is never edited once its
 * version is out. The first was written by the last collector before snapshots of format 2.
 */
export interface OldStore {
  version: number;
  /** When it stopped, in ms since 1970. */
  atMs: number;
  /** The id of the incident that went on. */
  incident: string;
  /** Acknowledged reports of slots that were open: the number their nonce is made of, slot, cell, symptom, panel. */
  sent: [nonce: number, slot: number, cell: number, symptom: number, panel: number][];
  /** As SQLite gives them; blobs in hex. */
  tables: Record<string, (number | string)[][]>;
}

/** One for each schema that ever was. */
export const OLD_STORES: readonly OldStore[] = globSync('server/tests/fixtures/store/v*.json')
  .sort()
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

/** The bytes of a report that was sent then. */
export const oldReport = ([nonce, slot, cell, symptom, panel]: OldStore['sent'][number]): Uint8Array =>
  encodeReport({
    slot,
    nonce: createHash('sha256').update(`report ${nonce}`).digest(),
    signature: new Uint8Array(SIGNATURE_BYTES),
    ageMinutes: 0,
    cell,
    symptom: REPORTED_SYMPTOMS[symptom] ?? 'ok',
    isPanel: panel === 1,
  });

/** Writes it as it was, with the migrations of its time and nothing else of ours. */
export function restoreSqlite(dataDir: string, { version, tables }: OldStore): void {
  const db = new DatabaseSync(join(dataDir, 'collector.sqlite'));
  for (const step of SQLITE_MIGRATIONS.slice(0, version)) db.exec(step);
  db.exec(`PRAGMA user_version = ${version}; BEGIN; DELETE FROM snapshot`);
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) {
      const values = row.map((value, at) =>
        isNullifier(table, at) ? Buffer.from(String(value), 'hex') : value,
      );
      db.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`).run(...values);
    }
  db.exec('COMMIT');
  db.close();
}

/** The same in PostgreSQL, which tells bits of a panel from numbers. */
export async function restorePostgres(url: string, { version, tables }: OldStore): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const step of POSTGRES_MIGRATIONS.slice(0, version)) await client.query(step);
  await client.query('BEGIN; DELETE FROM snapshot; CREATE TABLE migrations(version int PRIMARY KEY)');
  for (let step = 1; step <= version; step += 1)
    await client.query('INSERT INTO migrations VALUES ($1)', [step]);
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) {
      const values = row.map((value, at) => (isPanel(table, at) ? value === 1 : value));
      await client.query(
        `INSERT INTO ${table} VALUES (${row.map((_, at) => `$${at + 1}`).join(', ')})`,
        values,
      );
    }
  await client.query('COMMIT');
  await client.end();
}

const isNullifier = (table: string, at: number) => table === 'seen' && at === 1;
const isPanel = (table: string, at: number) => (table === 'counts' || table === 'hours') && at === 4;
