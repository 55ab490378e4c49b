import type { IDBPDatabase } from 'idb';
import type { RecordSchema } from '../schema.ts';

/** Version 3: the anonymous reporter. Tokens and reports are keyed by their slot: there is one of each at most. */
export function v003(db: IDBPDatabase<RecordSchema>) {
  db.createObjectStore('crowd');
  db.createObjectStore('crowdTokens', { keyPath: 'slot' });
  db.createObjectStore('crowdReports', { keyPath: 'slot' });
}
