import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** What a store holds, read past the code that wrote it. */
export interface StoredCounts {
  nullifiers: Set<string>;
  /** Sums by `cell/symptom/panel`. */
  counts: Map<string, number>;
}

interface CountRow {
  cell: number;
  symptom: number;
  panel: boolean | number;
  n: number;
}

const collect = (seen: { nullifier: string }[], counts: CountRow[]): StoredCounts => ({
  nullifiers: new Set(seen.map(({ nullifier }) => nullifier)),
  counts: new Map(counts.map(({ cell, symptom, panel, n }) => [`${cell}/${symptom}/${Number(panel)}`, n])),
});

/** How many reports are counted in all. */
export const sumOf = ({ counts }: StoredCounts): number =>
  [...counts.values()].reduce((sum, n) => sum + n, 0);

export const readSqlite = (dataDir: string): StoredCounts =>
  readSqliteFile(join(dataDir, 'collector.sqlite'));

export function readSqliteFile(file: string): StoredCounts {
  const db = new DatabaseSync(file);
  try {
    const seen = db.prepare('SELECT lower(hex(nullifier)) AS nullifier FROM seen').all();
    const counts = db.prepare('SELECT cell, symptom, panel, sum(n) AS n FROM counts GROUP BY 1, 2, 3').all();
    return collect(seen as { nullifier: string }[], counts as unknown as CountRow[]);
  } finally {
    db.close();
  }
}

export async function readPostgres(url: string): Promise<StoredCounts> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const seen = await client.query("SELECT replace(nullifier::text, '-', '') AS nullifier FROM seen");
    const counts = await client.query(
      'SELECT cell, symptom, panel, sum(n)::float8 AS n FROM counts GROUP BY 1, 2, 3',
    );
    return collect(seen.rows, counts.rows);
  } finally {
    await client.end();
  }
}
