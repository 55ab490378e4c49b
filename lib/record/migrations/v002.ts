import type { IDBPDatabase } from 'idb';
import type { RecordSchema } from '../schema.ts';

/** Version 2: the time line. Rows are keyed by their time, so that an import meets those it already has. */
export function v002(db: IDBPDatabase<RecordSchema>) {
  db.createObjectStore('slots', { keyPath: 'startMs' });
  db.createObjectStore('changes', { keyPath: 'atMs' });
  db.createObjectStore('failures', { keyPath: ['atMs', 'failure'] });
}
