import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../src/store/postgres/postgres-store.ts';
import { collectorForTest, countedIn } from './support/collector.ts';
import { createPostgres, type Postgres } from './support/postgres.ts';
import { admitted, reportBytes } from './support/reports.ts';

describe('a collector whose PostgreSQL fails', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await createPostgres();
  }, 60_000);
  afterAll(() => postgres?.remove());

  it('outlives a kill -9 of it in the middle of a transaction, and counts on when it is back', {
    timeout: 60_000,
  }, async () => {
    const store = await openPostgresStore(await postgres.createDatabase());
    const { post } = await collectorForTest({ store });
    const acknowledged: boolean[] = [];
    let isLoaded = true;
    const senders = Array.from({ length: 8 }, async () => {
      while (isLoaded) acknowledged.push((await post(reportBytes())).status === 200);
    });
    await expect.poll(() => acknowledged.length, { timeout: 15_000 }).toBeGreaterThan(20);
    await postgres.stop('kill');
    await expect.poll(() => acknowledged.includes(false), { timeout: 15_000 }).toBe(true);
    await postgres.start();
    await expect.poll(() => acknowledged.at(-1), { timeout: 15_000 }).toBe(true);
    isLoaded = false;
    await Promise.all(senders);
    const counted = await countedIn(store);
    expect(counted).toBeGreaterThanOrEqual(acknowledged.filter(Boolean).length);
    expect(counted).toBeLessThanOrEqual(acknowledged.length);
  });

  it('does not acknowledge what the standby may lack because somebody cancelled the wait for it', {
    timeout: 60_000,
  }, async () => {
    const url = await postgres.createDatabase();
    const store = await openPostgresStore(url);
    const admin = new pg.Client(url);
    await admin.connect();
    const alter = async (setting: string) => {
      await admin.query(`SET synchronous_commit = local`);
      await admin.query(`ALTER SYSTEM ${setting}`);
      await admin.query('SELECT pg_reload_conf()');
      await sleep(200);
    };
    await alter("SET synchronous_standby_names = 'nobody'");
    const report = admitted();
    const cancel = async () => {
      const waiting = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
      await expect.poll(async () => (await admin.query(waiting)).rowCount, { timeout: 4000 }).toBe(1);
    };
    // Once when it is fresh, once when it is a repetition.
    for (let round = 0; round < 2; round += 1) {
      const kept = expect(store.commit([report])).rejects.toThrow(/synchronous replication/);
      await cancel();
      await kept;
    }
    await alter('RESET synchronous_standby_names');
    expect((await store.commit([report])).size).toBe(1);
    expect(await countedIn(store)).toBe(1);
    await admin.end();
    await store.close();
  });
});
