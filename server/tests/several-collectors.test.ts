import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../src/store/postgres/postgres-store.ts';
import { collectorForTest, countedIn, type TestCollector } from './support/collector.ts';
import { createPostgres, type Postgres } from './support/postgres.ts';
import { cell, MINUTE_MS, NOON_MS, reportBytes } from './support/reports.ts';

const COLLECTORS = 3;
const PUBLISHED = ['/v1/status', '/v1/incidents', '/v1/history?window=24h', '/v1/history?window=7d'];

describe('several collectors on one PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await createPostgres();
  }, 60_000);
  afterAll(() => postgres?.remove());

  async function startSeveral({ clocksApartMs }: { clocksApartMs: number }): Promise<TestCollector[]> {
    const url = await postgres.createDatabase();
    return Promise.all(
      Array.from({ length: COLLECTORS }, async (_, index) =>
        collectorForTest({
          store: await openPostgresStore(url),
          clock: { nowMs: NOON_MS + 5 * MINUTE_MS + index * clocksApartMs },
        }),
      ),
    );
  }

  it('count a report once, whichever of them it is sent to, and however often', {
    timeout: 60_000,
  }, async () => {
    const collectors = await startSeveral({ clocksApartMs: 400 });
    const bodies = Array.from({ length: 40 }, () => reportBytes());
    const answers = await Promise.all(bodies.flatMap((body) => collectors.map(({ post }) => post(body))));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    for (const { store } of collectors) expect(await countedIn(store)).toBe(40);
  });

  it('never publish two different things as of the same moment', { timeout: 60_000 }, async () => {
    const collectors = await startSeveral({ clocksApartMs: 0 });
    const published = new Map<string, Set<string>>();
    for (let round = 0; round < 60; round += 1) {
      for (const { clock } of collectors) clock.nowMs += 1000;
      const bodies = Array.from({ length: 12 }, () => reportBytes({ cell: cell('BR') }));
      const posts = bodies.map((body, index) => collectors[index % COLLECTORS]?.post(body));
      for (const { get } of collectors) {
        const text = await (await get('/v1/status')).text();
        const { updatedAt } = JSON.parse(text);
        const texts = published.get(updatedAt) ?? new Set();
        published.set(updatedAt, texts.add(text));
      }
      await Promise.all(posts);
    }
    for (const [, texts] of published) expect(texts.size).toBe(1);
    expect(published.size).toBeGreaterThan(3);
  });

  it('all publish the same once time stands still, with every report in it', {
    timeout: 60_000,
  }, async () => {
    const collectors = await startSeveral({ clocksApartMs: 400 });
    for (let turn = 0; turn < 60; turn += 1)
      await collectors[turn % COLLECTORS]?.post(
        reportBytes({ isPanel: true, symptom: turn < 45 ? 'timeline-error' : 'ok' }),
      );
    for (const { clock } of collectors) clock.nowMs += MINUTE_MS;
    await expect
      .poll(async () => (await (await collectors[0]?.get('/v1/status'))?.json())?.problem, {
        timeout: 15_000,
      })
      .toBe(45);
    for (const path of PUBLISHED)
      await expect
        .poll(
          async () => {
            const bodies = await Promise.all(collectors.map(async ({ get }) => (await get(path)).text()));
            return new Set(bodies).size;
          },
          { timeout: 15_000 },
        )
        .toBe(1);
  });
});
