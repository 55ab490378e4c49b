import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createPostgres, type Postgres } from './postgres.ts';

/** A place where a store can be opened, closed and opened again, by several at once. */
export interface StorePlace {
  open: () => Promise<Store>;
  /** How a collector is told of it. */
  environment: Record<string, string>;
}

/** Makes empty places of one kind of store. */
export interface StoreKind {
  place: () => Promise<StorePlace>;
}

/** Runs the same suite against every kind of store. */
export function describeStores(title: string, suite: (kind: StoreKind) => void): void {
  describe(`${title} (SQLite)`, () => {
    const folders: string[] = [];
    afterAll(() => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    });
    suite({
      place: async () => {
        const folder = mkdtempSync(join(tmpdir(), 'feed-canary-'));
        folders.push(folder);
        return {
          open: async () => openSqliteStore(join(folder, 'collector.sqlite')),
          environment: { DATA_DIR: folder },
        };
      },
    });
  });

  describe(`${title} (PostgreSQL)`, () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await createPostgres();
    });
    afterAll(() => postgres?.remove());
    suite({
      place: async () => {
        const url = await postgres.createDatabase();
        return { open: () => openPostgresStore(url), environment: { DATABASE_URL: url } };
      },
    });
  });
}
