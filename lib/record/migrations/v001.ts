import type { IDBPDatabase } from 'idb';
import type { RecordSchema } from '../schema.ts';

/** Version 1: evidence of the last minutes, places that had posts, incidents. */
export function v001(db: IDBPDatabase<RecordSchema>) {
  db.createObjectStore('evidence');
  db.createObjectStore('places', { keyPath: 'place' }).createIndex('byLastPosts', 'lastPostsAtMs');
  db.createObjectStore('incidents', { keyPath: 'id', autoIncrement: true }).createIndex('byStart', 'startMs');
}
