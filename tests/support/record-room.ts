import { globSync, readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { outcome } from './record-rows.ts';

export { outcome, rowsOf } from './record-rows.ts';

/** All of the record's own API, as a background or page that has just been started sees it. */
export async function startedRecord() {
  vi.resetModules();
  const [record, history, retention, crowd] = await Promise.all([
    import('../../lib/record/record.ts'),
    import('../../lib/record/history.ts'),
    import('../../lib/record/retention.ts'),
    import('../../lib/record/crowd-store.ts'),
  ]);
  return { ...record, ...history, ...retention, ...crowd };
}

/** A browser that holds nothing yet. */
export function emptyBrowser() {
  globalThis.indexedDB = new IDBFactory();
}

/** A database as a past version of Feed Canary left it. Frozen: a file is never edited once its version is out. */
export interface Frozen {
  version: number;
  stores: Record<
    string,
    {
      keyPath: string | string[] | null;
      autoIncrement: boolean;
      indexes: Record<string, string>;
      rows: { key?: string; value: unknown }[];
    }
  >;
}

/** One of each past version, and of the newest. */
export const frozen = globSync('tests/fixtures/record/v*.json')
  .sort()
  .map((file): Frozen => JSON.parse(readFileSync(file, 'utf8'), revive));

/** JSON has no bytes: they are written as an object with their base64url. */
function revive(_key: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'base64url' in value;
  return isBytes ? Uint8Array.from(Buffer.from(String(value.base64url), 'base64url')) : value;
}

/** Makes it again, with nothing of ours but the data. */
export async function restore({ version, stores }: Frozen): Promise<IDBDatabase> {
  const opening = indexedDB.open('feed-canary', version);
  opening.onupgradeneeded = () => {
    for (const [name, { keyPath, autoIncrement, indexes, rows }] of Object.entries(stores)) {
      const store = opening.result.createObjectStore(name, { keyPath, autoIncrement });
      for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path);
      for (const { key, value } of rows) store.put(value, key);
    }
  };
  return outcome(opening);
}
