/** Each step is run once, in order, each in a transaction. Steps are for ever: append, never edit. */
export const ISSUER_MIGRATIONS: readonly string[] = [
  `CREATE TABLE mode(id INTEGER PRIMARY KEY CHECK(id = 1), mode TEXT NOT NULL) STRICT;
   CREATE TABLE directories(day INTEGER NOT NULL, tier INTEGER NOT NULL, body BLOB NOT NULL,
     PRIMARY KEY(day, tier)) STRICT;
   CREATE TABLE keys(day INTEGER NOT NULL, tier INTEGER NOT NULL, place INTEGER NOT NULL, until_ms INTEGER NOT NULL,
     private BLOB NOT NULL, PRIMARY KEY(day, tier, place)) STRICT;
   CREATE INDEX keys_until ON keys(until_ms);
   CREATE TABLE spent(day INTEGER NOT NULL, tier INTEGER NOT NULL, nonce BLOB NOT NULL, request BLOB NOT NULL,
     answered_ms INTEGER NOT NULL, answer BLOB, PRIMARY KEY(day, tier, nonce)) STRICT;
   CREATE INDEX spent_answered ON spent(answered_ms) WHERE answer IS NOT NULL;`,
];
