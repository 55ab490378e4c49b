import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { slotOfMinute } from '../../../../lib/crowd/slot.ts';
import type { Incident } from '../../detect/incident.ts';
import {
  type AdmittedReport,
  type Count,
  type HourCount,
  keyOf,
  type NextSnapshot,
  type SamplingRates,
  type SavedSnapshot,
  type Store,
} from '../store.ts';
import { POSTGRES_MIGRATIONS } from './migrations.ts';

/** Any number, the same for all collectors: it keeps two of them from migrating at once. */
const MIGRATION_LOCK = 7_235_401;

/** A synchronous standby that is gone makes commits wait for ever; nothing on the server's side ends that. */
const QUERY_TIMEOUT_MS = 5000;
const CONNECT_TIMEOUT_MS = 3000;
/** One for the group commit, the others for what is published. */
const CONNECTIONS = 3;
const MAX_TRIES = 6;
/** Nullifiers deleted in one query. */
const PORTION = 10_000;

/** Deadlock, serialization, shutdown, read-only (a former primary), connection. */
const PASSING = /^(40P01|40001|57P0[1-3]|25006|08...|ECONN.*|EPIPE)$/;

// The first ORDER BY keeps two collectors that meet the same nullifiers from deadlocking, the second does so for counts.
// A row spent by a transaction that committed meanwhile is not in this statement's snapshot: its payload is null.
const COMMIT = `
WITH input AS MATERIALIZED (
  SELECT * FROM unnest($1::int[], $2::uuid[], $3::int[], $4::int[], $5::int2[], $6::int2[], $7::int2[], $8::bool[])
    AS t(slot, nullifier, payload, minute, cell, symptom, tier, panel)),
fresh AS (
  INSERT INTO seen SELECT slot, nullifier, payload FROM input ORDER BY slot, nullifier
  ON CONFLICT DO NOTHING RETURNING slot, nullifier),
counted AS (
  INSERT INTO counts SELECT minute, cell, symptom, tier, panel, count(*) FROM fresh JOIN input USING (slot, nullifier)
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (minute, cell, symptom, tier, panel) DO UPDATE SET n = counts.n + excluded.n)
SELECT slot, replace(nullifier::text, '-', '') AS nullifier, seen.payload
FROM input LEFT JOIN seen USING (slot, nullifier)
WHERE (slot, nullifier) NOT IN (SELECT slot, nullifier FROM fresh)`;

const SPENT = `
SELECT slot, replace(nullifier::text, '-', '') AS nullifier, payload
FROM seen JOIN unnest($1::int[], $2::uuid[]) AS t(slot, nullifier) USING (slot, nullifier)`;

/**
 * A shared store: any number of collectors on one PostgreSQL.
 * @throws Error when the database cannot be reached or was migrated by a newer version
 */
export async function openPostgresStore(connectionString: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    query_timeout: QUERY_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'feed-canary',
  });
  // An idle connection that dies takes the process with it unless somebody listens. The next query opens another.
  pool.on('error', () => {});
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresStore(pool);
}

async function migrate(pool: pg.Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS migrations(version int PRIMARY KEY)');
    const { rows } = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM migrations',
    );
    const version = rows[0]?.version ?? 0;
    if (version > POSTGRES_MIGRATIONS.length)
      throw new Error(
        `the database is of schema ${version}, this collector knows ${POSTGRES_MIGRATIONS.length}: update it`,
      );
    for (const [index, step] of POSTGRES_MIGRATIONS.entries()) {
      if (index < version) continue;
      await client.query(step);
      await client.query('INSERT INTO migrations VALUES ($1)', [index + 1]);
    }
  });
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query('BEGIN');
    try {
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  });
}

/** Runs `work` on a connection of its own, and throws the connection away when it fails: its state is unknown. */
async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  const onNotice = (notice: { code?: string | undefined; message?: string | undefined }) => {
    // "Already committed locally, but might not have been replicated": a success that may be lost with this server.
    if (notice.code === '01000') failure = new Error(notice.message);
  };
  client.on('notice', onNotice);
  try {
    const result = await work(client);
    if (failure) throw failure;
    client.off('notice', onNotice);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

interface CountRow {
  cell: number;
  symptom: number;
  tier: 0 | 1;
  panel: boolean;
  n: number;
}

interface SpentRow {
  slot: number;
  nullifier: string;
  payload: number | null;
}

class PostgresStore implements Store {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Tries again after what passes by itself. A try that did commit is found again by its nullifiers and adds nothing. */
  async commit(batch: readonly AdmittedReport[]): Promise<Map<string, number>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withClient(this.#pool, (client) => commitOn(client, batch));
      } catch (error) {
        if (attempt === MAX_TRIES || !isPassing(error)) throw error;
        await sleep(2 ** attempt * 10 * (0.5 + Math.random()));
      }
    }
  }

  async counts(fromMinute: number, beforeMinute: number): Promise<Count[]> {
    const rows = await this.#rows<CountRow & { minute: number }>(
      'SELECT minute, cell, symptom, tier, panel, n::float8 FROM counts WHERE minute >= $1 AND minute < $2',
      fromMinute,
      beforeMinute,
    );
    return rows.map(({ panel, ...row }) => ({ ...row, isPanel: panel }));
  }

  async hourCounts(hours: readonly number[]): Promise<HourCount[]> {
    return this.#hours(
      'SELECT hour, cell, symptom, tier, panel, n::float8, devices FROM hours WHERE hour = ANY($1::int[])',
      hours,
    );
  }

  async hourSums(fromHour: number, beforeHour: number): Promise<HourCount[]> {
    return this.#hours(
      `SELECT hour, 0 AS cell, (symptom > 0)::int AS symptom, 0 AS tier, panel, sum(n)::float8 AS n, sum(devices) AS devices
       FROM hours WHERE hour >= $1 AND hour < $2 GROUP BY hour, symptom > 0, panel`,
      fromHour,
      beforeHour,
    );
  }

  async watchedMinutes(fromMinute: number, beforeMinute: number): Promise<Map<number, number>> {
    const rows = await this.#rows<{ hour: number; n: number }>(
      'SELECT minute / 60 AS hour, count(*)::int AS n FROM watched WHERE minute >= $1 AND minute < $2 GROUP BY 1',
      fromMinute,
      beforeMinute,
    );
    return new Map(rows.map(({ hour, n }) => [hour, n]));
  }

  async rates(fromSlot: number, beforeSlot: number): Promise<Map<number, SamplingRates>> {
    const rows = await this.#rows<SamplingRates & { slot: number }>(
      'SELECT slot, ok, problem FROM rates WHERE slot >= $1 AND slot < $2',
      fromSlot,
      beforeSlot,
    );
    return new Map(rows.map(({ slot, ...rates }) => [slot, rates]));
  }

  async nextHour(): Promise<number | undefined> {
    const [row] = await this.#rows<{ hour: number | null }>(
      'SELECT coalesce((SELECT next_hour FROM rolled), (SELECT min(minute) / 60 FROM counts)) AS hour',
    );
    return row?.hour ?? undefined;
  }

  async saveHour(hour: number, counts: readonly HourCount[]): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      // Collectors roll up the same hour one after the other.
      await client.query('LOCK TABLE rolled IN EXCLUSIVE MODE');
      await client.query('DELETE FROM hours WHERE hour = $1', [hour]);
      await client.query(
        `INSERT INTO hours SELECT $1::int, * FROM
           unnest($2::int2[], $3::int2[], $4::int2[], $5::bool[], $6::bigint[], $7::float8[])`,
        [
          hour,
          counts.map(({ cell }) => cell),
          counts.map(({ symptom }) => symptom),
          counts.map(({ tier }) => tier),
          counts.map(({ isPanel }) => isPanel),
          counts.map(({ n }) => n),
          counts.map(({ devices }) => devices),
        ],
      );
      await client.query(
        `INSERT INTO rolled VALUES (1, $1)
         ON CONFLICT (id) DO UPDATE SET next_hour = greatest(rolled.next_hour, excluded.next_hour)`,
        [hour + 1],
      );
    });
  }

  async snapshot(knownVersion: number): Promise<SavedSnapshot | undefined> {
    const rows = await this.#rows<SavedSnapshot>(
      'SELECT version, body FROM snapshot WHERE version > $1',
      knownVersion,
    );
    return rows[0];
  }

  async saveSnapshot(version: number, next: NextSnapshot): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query(
        'UPDATE snapshot SET version = version + 1, body = $1 WHERE version = $2',
        [next.body, version],
      );
      if (rowCount === 0) return false;
      const { ok, problem } = next.rates;
      await client.query('INSERT INTO rates VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        next.slot,
        ok,
        problem,
      ]);
      await client.query('INSERT INTO watched VALUES ($1) ON CONFLICT DO NOTHING', [next.minute]);
      for (const incident of next.incidents)
        await client.query(
          `INSERT INTO incidents VALUES ($1, $2, $3)
           ON CONFLICT (id) DO UPDATE SET start_minute = excluded.start_minute, body = excluded.body`,
          [incident.id, incident.startMinute, JSON.stringify(incident)],
        );
      return true;
    });
  }

  async incidents(fromMinute: number): Promise<Incident[]> {
    const rows = await this.#rows<{ body: string }>(
      'SELECT body FROM incidents WHERE start_minute >= $1 ORDER BY start_minute DESC',
      fromMinute,
    );
    return rows.map(({ body }) => JSON.parse(body));
  }

  async purge({ slot, minute }: { slot: number; minute: number }): Promise<void> {
    while ((await this.#forgetNullifiers(slot)) === PORTION);
    await this.#rows('DELETE FROM counts WHERE minute < $1', minute);
    await this.#rows('DELETE FROM watched WHERE minute < $1', minute);
    await this.#rows('DELETE FROM rates WHERE slot < $1', slotOfMinute(minute));
  }

  /** In portions: a slot may hold a million, which takes longer than a query may. */
  async #forgetNullifiers(beforeSlot: number): Promise<number> {
    const [row] = await this.#rows<{ n: number }>(
      `WITH gone AS (DELETE FROM seen WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM seen WHERE slot < $1 LIMIT ${PORTION} FOR UPDATE SKIP LOCKED)) RETURNING 1)
       SELECT count(*)::int AS n FROM gone`,
      beforeSlot,
    );
    return row?.n ?? 0;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  #rows<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> {
    return withClient(this.#pool, async (client) => (await client.query<Row>(text, values)).rows);
  }

  async #hours(text: string, ...values: unknown[]): Promise<HourCount[]> {
    const rows = await this.#rows<CountRow & { hour: number; devices: number }>(text, ...values);
    return rows.map(({ panel, ...row }) => ({ ...row, isPanel: panel }));
  }
}

async function commitOn(
  client: pg.PoolClient,
  batch: readonly AdmittedReport[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<SpentRow>({ name: 'commit', text: COMMIT, values: columnsOf(batch) });
  // Only repetitions: nothing was written, so nothing waited for the standby, which may not hold the first ones yet.
  if (batch.length > 0 && rows.length === batch.length)
    await client.query(`SELECT pg_logical_emit_message(true, 'feed-canary', '')`);
  const unseen = rows.filter(({ payload }) => payload === null);
  const late = unseen.length > 0 ? await spentOn(client, unseen) : [];
  if (late.length < unseen.length) throw new Error('nullifiers were purged while they were looked up');
  return new Map([...rows, ...late].map((row) => [keyOf(row), row.payload ?? 0]));
}

async function spentOn(client: pg.PoolClient, rows: SpentRow[]): Promise<SpentRow[]> {
  const slots = rows.map(({ slot }) => slot);
  const nullifiers = rows.map(({ nullifier }) => nullifier);
  return (await client.query<SpentRow>({ name: 'spent', text: SPENT, values: [slots, nullifiers] })).rows;
}

const columnsOf = (batch: readonly AdmittedReport[]): unknown[] => [
  batch.map(({ slot }) => slot),
  batch.map(({ nullifier }) => nullifier),
  batch.map(({ payload }) => payload),
  batch.map(({ minute }) => minute),
  batch.map(({ cell }) => cell),
  batch.map(({ symptom }) => symptom),
  batch.map(({ tier }) => tier),
  batch.map(({ isPanel }) => isPanel),
];

function isPassing(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return PASSING.test(code) || /terminated|ended/i.test(message);
}
