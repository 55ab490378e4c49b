import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Store } from './store.ts';

/** Opens the store that the configuration names. PostgreSQL's client is not loaded for the embedded one. */
export async function openStore({ databaseUrl, dataDir }: Config): Promise<Store> {
  if (databaseUrl) {
    const { openPostgresStore } = await import('./postgres/postgres-store.ts');
    return openPostgresStore(databaseUrl);
  }
  mkdirSync(dataDir, { recursive: true });
  const { openSqliteStore } = await import('./sqlite/sqlite-store.ts');
  return openSqliteStore(join(dataDir, 'collector.sqlite'));
}
