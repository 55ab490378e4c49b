/** Each step is run once, in order, all in one transaction. Steps are for ever: append, never edit. */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  // fillfactor: room in the page for the next version of a row that is counted up all the time.
  `CREATE TABLE seen(slot int NOT NULL, nullifier uuid NOT NULL, payload int NOT NULL,
     PRIMARY KEY(slot, nullifier));
   CREATE TABLE counts(minute int NOT NULL, cell smallint NOT NULL, symptom smallint NOT NULL,
     tier smallint NOT NULL, panel boolean NOT NULL, n bigint NOT NULL,
     PRIMARY KEY(minute, cell, symptom, tier, panel)) WITH (fillfactor = 50);
   CREATE TABLE hours(hour int NOT NULL, cell smallint NOT NULL, symptom smallint NOT NULL,
     tier smallint NOT NULL, panel boolean NOT NULL, n bigint NOT NULL, devices float8 NOT NULL,
     PRIMARY KEY(hour, cell, symptom, tier, panel));
   CREATE TABLE rolled(id int PRIMARY KEY CHECK(id = 1), next_hour int NOT NULL);
   CREATE TABLE watched(minute int PRIMARY KEY);
   CREATE TABLE rates(slot int PRIMARY KEY, ok float8 NOT NULL, problem float8 NOT NULL);
   CREATE TABLE incidents(id int PRIMARY KEY, start_minute int NOT NULL, body text NOT NULL);
   CREATE TABLE snapshot(id int PRIMARY KEY CHECK(id = 1), version int NOT NULL, body text NOT NULL);
   INSERT INTO snapshot VALUES (1, 0, '')`,
];
