import type { DatabaseSync } from 'node:sqlite';
import { slotOfMinute } from '../../../../lib/crowd/slot.ts';
import type { Incident } from '../../detect/incident.ts';
import {
  type AdmittedReport,
  type Count,
  type CountKey,
  type HourCount,
  keyOf,
  type NextSnapshot,
  type SamplingRates,
  type SavedSnapshot,
  type Store,
  type Tier,
} from '../store.ts';
import { inTransaction, openDatabase } from './database.ts';
import { SQLITE_MIGRATIONS } from './migrations.ts';

/**
 * The embedded store: one file, one collector.
 * @throws Error when the file was written by a newer version, or is no database
 */
export const openSqliteStore = (file: string): Store =>
  new SqliteStore(openDatabase(file, SQLITE_MIGRATIONS));

/** Nullifiers deleted in one transaction. */
const PORTION = 5000;

interface CountRow {
  minute: number;
  cell: number;
  symptom: number;
  tier: Tier;
  panel: 0 | 1;
  n: number;
}

type HourRow = Omit<CountRow, 'minute'> & { hour: number; devices: number };

class SqliteStore implements Store {
  readonly #db: DatabaseSync;
  readonly #see;
  readonly #spentOn;
  readonly #count;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#see = db.prepare('INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#spentOn = db.prepare('SELECT payload FROM seen WHERE slot = ? AND nullifier = ?');
    this.#count = db.prepare(
      'INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
    );
  }

  async commit(batch: readonly AdmittedReport[]): Promise<Map<string, number>> {
    return inTransaction(this.#db, () => {
      const spent = new Map<string, number>();
      const sums = new Map<string, Count>();
      for (const report of batch) {
        const nullifier = Buffer.from(report.nullifier, 'hex');
        if (Number(this.#see.run(report.slot, nullifier, report.payload).changes) === 1) addTo(sums, report);
        else spent.set(keyOf(report), this.#payloadOf(report.slot, nullifier));
      }
      for (const { minute, cell, symptom, tier, isPanel, n } of sums.values())
        this.#count.run(minute, cell, symptom, tier, Number(isPanel), n);
      return spent;
    });
  }

  #payloadOf(slot: number, nullifier: Uint8Array): number {
    return (this.#spentOn.get(slot, nullifier) as { payload: number }).payload;
  }

  async counts(fromMinute: number, beforeMinute: number): Promise<Count[]> {
    return this.#rows<CountRow>(
      'SELECT * FROM counts WHERE minute >= ? AND minute < ?',
      fromMinute,
      beforeMinute,
    ).map(({ panel, ...row }) => ({ ...row, isPanel: panel === 1 }));
  }

  async hourCounts(hours: readonly number[]): Promise<HourCount[]> {
    return this.#hours(
      'SELECT * FROM hours WHERE hour IN (SELECT value FROM json_each(?))',
      JSON.stringify(hours),
    );
  }

  async hourSums(fromHour: number, beforeHour: number): Promise<HourCount[]> {
    return this.#hours(
      `SELECT hour, 0 AS cell, symptom > 0 AS symptom, 0 AS tier, panel, sum(n) AS n, sum(devices) AS devices
       FROM hours WHERE hour >= ? AND hour < ? GROUP BY hour, symptom > 0, panel`,
      fromHour,
      beforeHour,
    );
  }

  async watchedMinutes(fromMinute: number, beforeMinute: number): Promise<Map<number, number>> {
    const rows = this.#rows<{ hour: number; n: number }>(
      'SELECT minute / 60 AS hour, count(*) AS n FROM watched WHERE minute >= ? AND minute < ? GROUP BY 1',
      fromMinute,
      beforeMinute,
    );
    return new Map(rows.map(({ hour, n }) => [hour, n]));
  }

  async rates(fromSlot: number, beforeSlot: number): Promise<Map<number, SamplingRates>> {
    const rows = this.#rows<SamplingRates & { slot: number }>(
      'SELECT * FROM rates WHERE slot >= ? AND slot < ?',
      fromSlot,
      beforeSlot,
    );
    return new Map(rows.map(({ slot, ...rates }) => [slot, rates]));
  }

  async nextHour(): Promise<number | undefined> {
    const [row] = this.#rows<{ hour: number | null }>(
      'SELECT coalesce((SELECT next_hour FROM rolled), (SELECT min(minute) / 60 FROM counts)) AS hour',
    );
    return row?.hour ?? undefined;
  }

  async saveHour(hour: number, counts: readonly HourCount[]): Promise<void> {
    inTransaction(this.#db, () => {
      this.#db.prepare('DELETE FROM hours WHERE hour = ?').run(hour);
      const insert = this.#db.prepare('INSERT INTO hours VALUES (?, ?, ?, ?, ?, ?, ?)');
      for (const { cell, symptom, tier, isPanel, n, devices } of counts)
        insert.run(hour, cell, symptom, tier, Number(isPanel), n, devices);
      this.#db
        .prepare(
          'INSERT INTO rolled VALUES (1, ?) ON CONFLICT DO UPDATE SET next_hour = max(next_hour, excluded.next_hour)',
        )
        .run(hour + 1);
    });
  }

  async snapshot(knownVersion: number): Promise<SavedSnapshot | undefined> {
    return this.#rows<SavedSnapshot>(
      'SELECT version, body FROM snapshot WHERE version <> ?',
      knownVersion,
    )[0];
  }

  async saveSnapshot(version: number, next: NextSnapshot): Promise<boolean> {
    return inTransaction(this.#db, () => {
      const { changes } = this.#db
        .prepare('UPDATE snapshot SET version = version + 1, body = ? WHERE version = ?')
        .run(next.body, version);
      if (Number(changes) === 0) return false;
      const { ok, problem } = next.rates;
      this.#db
        .prepare('INSERT INTO rates VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
        .run(next.slot, ok, problem);
      this.#db.prepare('INSERT INTO watched VALUES (?) ON CONFLICT DO NOTHING').run(next.minute);
      const save = this.#db.prepare(
        'INSERT INTO incidents VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET start_minute = excluded.start_minute, body = excluded.body',
      );
      for (const incident of next.incidents)
        save.run(incident.id, incident.startMinute, JSON.stringify(incident));
      return true;
    });
  }

  async incidents(fromMinute: number): Promise<Incident[]> {
    return this.#rows<{ body: string }>(
      'SELECT body FROM incidents WHERE start_minute >= ? ORDER BY start_minute DESC',
      fromMinute,
    ).map(({ body }) => JSON.parse(body));
  }

  async purge({ slot, minute }: { slot: number; minute: number }): Promise<void> {
    await this.#forgetNullifiers(slot);
    inTransaction(this.#db, () => {
      for (const table of ['counts', 'watched'])
        this.#db.prepare(`DELETE FROM ${table} WHERE minute < ?`).run(minute);
      this.#db.prepare('DELETE FROM rates WHERE slot < ?').run(slotOfMinute(minute));
    });
  }

  /** In portions: a slot may hold a million, and reports go on meanwhile. */
  async #forgetNullifiers(beforeSlot: number): Promise<void> {
    const forget = this.#db.prepare(
      `DELETE FROM seen WHERE (slot, nullifier) IN (SELECT slot, nullifier FROM seen WHERE slot < ? LIMIT ${PORTION})`,
    );
    while (Number(forget.run(beforeSlot).changes) === PORTION) await new Promise(setImmediate);
  }

  async close(): Promise<void> {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
  }

  #rows<Row>(sql: string, ...values: (string | number)[]): Row[] {
    return this.#db.prepare(sql).all(...values) as Row[];
  }

  #hours(sql: string, ...values: (string | number)[]): HourCount[] {
    return this.#rows<HourRow>(sql, ...values).map(({ panel, ...row }) => ({ ...row, isPanel: panel === 1 }));
  }
}

function addTo(sums: Map<string, Count>, { minute, cell, symptom, tier, isPanel }: CountKey): void {
  const key = `${minute}/${cell}/${symptom}/${tier}/${isPanel}`;
  const sum = sums.get(key);
  if (sum) sum.n += 1;
  else sums.set(key, { minute, cell, symptom, tier, isPanel, n: 1 });
}
