/** Each step is run once, in order, each in a transaction. Steps are for ever: append, never edit. */
export const SQLITE_MIGRATIONS: readonly string[] = [
  `CREATE TABLE seen(slot INTEGER NOT NULL, nullifier BLOB NOT NULL, payload INTEGER NOT NULL,
     PRIMARY KEY(slot, nullifier)) WITHOUT ROWID, STRICT;
   CREATE TABLE counts(minute INTEGER NOT NULL, cell INTEGER NOT NULL, symptom INTEGER NOT NULL,
     tier INTEGER NOT NULL, panel INTEGER NOT NULL, n INTEGER NOT NULL,
     PRIMARY KEY(minute, cell, symptom, tier, panel)) WITHOUT ROWID, STRICT;
   CREATE TABLE hours(hour INTEGER NOT NULL, cell INTEGER NOT NULL, symptom INTEGER NOT NULL,
     tier INTEGER NOT NULL, panel INTEGER NOT NULL, n INTEGER NOT NULL, devices REAL NOT NULL,
     PRIMARY KEY(hour, cell, symptom, tier, panel)) WITHOUT ROWID, STRICT;
   CREATE TABLE rolled(id INTEGER PRIMARY KEY CHECK(id = 1), next_hour INTEGER NOT NULL) STRICT;
   CREATE TABLE watched(minute INTEGER PRIMARY KEY) STRICT;
   CREATE TABLE rates(slot INTEGER PRIMARY KEY, ok REAL NOT NULL, problem REAL NOT NULL) STRICT;
   CREATE TABLE incidents(id INTEGER PRIMARY KEY, start_minute INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
   CREATE TABLE snapshot(id INTEGER PRIMARY KEY CHECK(id = 1), version INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
   INSERT INTO snapshot VALUES (1, 0, '');`,
];
