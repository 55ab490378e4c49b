import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { MODULUS_BYTES } from '../../../lib/crowd/tokens/token-key.ts';
import { makeKey, signBlindly, signingKeyOf } from '../../src/issuer/signing-key.ts';
import { isTokenSigned, publicKeyOf } from '../../src/keys/token-signature.ts';
import { SQLITE_MIGRATIONS } from '../../src/store/sqlite/migrations.ts';

/** What one of each takes. */
export interface UnitCosts {
  /** Processor time of checking a report's signature, and of signing a token, in microseconds. */
  checkMicros: number;
  signMicros: number;
  /** On disk in the embedded store. */
  countBytes: number;
  hourBytes: number;
  seenBytes: number;
}

const [CHECKS, SIGNINGS, ROWS] = [1000, 100, 200_000];

export async function measureUnitCosts(): Promise<UnitCosts> {
  const key = signingKeyOf(await makeKey());
  const publicKey = publicKeyOf(key.modulus);
  const [message, signature] = [randomBytes(40), randomBytes(MODULUS_BYTES).fill(0, 0, 1)];
  const checkMicros = await microsOf(CHECKS, () => isTokenSigned(publicKey, message, signature));
  const signMicros = await microsOf(SIGNINGS, async () =>
    signBlindly(key, randomBytes(MODULUS_BYTES).fill(0, 0, 1)),
  );
  return {
    checkMicros,
    signMicros,
    countBytes: bytesOf('counts', (row) => [row >> 8, row & 63, (row >> 6) & 3, 1, row % 2, row % 9]),
    hourBytes: bytesOf('hours', (row) => [
      row >> 8,
      row & 63,
      (row >> 6) & 3,
      1,
      row % 2,
      row % 999,
      1.5 * row,
    ]),
    seenBytes: bytesOf('seen', (row) => [row >> 15, randomBytes(16), 123_456]),
  };
}

async function microsOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** Rows as a collector writes them, in a table as it makes it. */
function bytesOf(table: string, rowOf: (row: number) => (number | Uint8Array)[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-scale-'));
  try {
    const file = join(folder, 'collector.sqlite');
    const db = new DatabaseSync(file);
    for (const step of SQLITE_MIGRATIONS) db.exec(step);
    const before = statSync(file).size;
    const insert = db.prepare(
      `INSERT OR IGNORE INTO ${table} VALUES (${rowOf(0)
        .map(() => '?')
        .join(', ')})`,
    );
    db.exec('BEGIN');
    for (let row = 0; row < ROWS; row += 1) insert.run(...rowOf(row));
    db.exec('COMMIT');
    const { n } = db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number };
    db.close();
    return (statSync(file).size - before) / n;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
