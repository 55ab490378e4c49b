import { expect, it } from 'vitest';
import { REPORTED_SYMPTOMS } from '../../lib/crowd/report.ts';
import { slotOfMinute } from '../../lib/crowd/slot.ts';
import { CrowdSimulation, USUAL_TROUBLE, usualActivity } from '../bench/crowd-simulation.ts';
import { readOutages } from '../bench/outages.ts';
import { createRandom } from '../bench/random.ts';
import { partInTrouble } from '../bench/replay.ts';
import { LEARNT_WEEKS, MIN_WATCHED_MINUTES } from '../src/detect/thresholds.ts';
import type { Status } from '../src/publish/snapshot.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import type { Count, HourCount, Store } from '../src/store/store.ts';
import { collectorForTest, type TestCollector } from './support/collector.ts';
import { MINUTE_MS, reportBytes } from './support/reports.ts';

const INSTALLATIONS = 10_000;
/** Of the weeks that a collector learns from, it was up in the last two. */
const LEARNT_HOURS = 2 * 168;
const SKIPPED_HOURS = LEARNT_WEEKS * 168 - LEARNT_HOURS;
const CALM_MINUTES = 60;
const MINUTES = 220;
const BATCH = 64;

/** As if a collector had been up in these hours. */
async function remember(store: Store, hours: readonly HourCount[][], firstHour: number): Promise<void> {
  let version = 0;
  for (const [index, counts] of hours.entries()) {
    const hour = firstHour + index;
    await store.saveHour(hour, counts);
    for (let minute = hour * 60; minute < hour * 60 + MIN_WATCHED_MINUTES; minute += 1) {
      const rates = { ok: 1 / 96, problem: 1 };
      await store.saveSnapshot(version, {
        body: '',
        slot: slotOfMinute(minute),
        rates,
        minute,
        incidents: [],
      });
      version += 1;
    }
  }
}

/** What the collector publishes at a time, once all that it has been sent is in it. */
async function publishedAt(collector: TestCollector, nowMs: number): Promise<Status> {
  collector.clock.nowMs = nowMs;
  for (;;) {
    const status = (await (await collector.get('/v1/status')).json()) as Status;
    if (Date.parse(status.updatedAt) === nowMs) return status;
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** Each from a network of its own, as devices are. */
async function post(collector: TestCollector, counts: readonly Count[]): Promise<void> {
  const reports = counts.flatMap(({ minute, cell, symptom, isPanel, n }) =>
    Array.from({ length: n }, () =>
      reportBytes({ slot: slotOfMinute(minute), cell, symptom: REPORTED_SYMPTOMS[symptom] ?? 'ok', isPanel }),
    ),
  );
  for (let start = 0; start < reports.length; start += BATCH) {
    const answers = await Promise.all(
      reports.slice(start, start + BATCH).map((report, index) => {
        const network = start + index;
        return collector.post(report, { 'x-forwarded-for': `10.${network >> 8}.${network & 255}.1` });
      }),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
}

/** Sums are made in another order. */
const rounded = (status: Status | undefined) =>
  status && { ...status, sampling: { ...status.sampling, ok: status.sampling.ok.toFixed(9) } };

it('publishes of a replay over HTTP what the replay itself says, minute by minute', async () => {
  const [outage] = readOutages();
  const onset = outage?.knots[0]?.minute ?? 0;
  const start = Math.floor((onset - CALM_MINUTES) / 60) * 60;
  const simulation = new CrowdSimulation(
    {
      installations: INSTALLATIONS,
      activityAt: usualActivity,
      troubleAt: () => USUAL_TROUBLE,
      outageAt: (minute) => (outage ? partInTrouble(outage, minute) : 0),
    },
    createRandom(1),
    start - (SKIPPED_HOURS + LEARNT_HOURS) * 60,
  );
  simulation.skipHours(SKIPPED_HOURS);
  const store = openSqliteStore(':memory:');
  await remember(store, simulation.learnHours(LEARNT_HOURS), start / 60 - LEARNT_HOURS);
  const collector = await collectorForTest({
    store,
    clock: { nowMs: start * MINUTE_MS },
    environment: { TRUSTED_PROXIES: '127.0.0.1' },
  });

  const statuses: string[] = [];
  for (let minute = start; minute < start + MINUTES; minute += 1) {
    const began = simulation.publish();
    expect(rounded(await publishedAt(collector, began.atMs))).toEqual(rounded(began.status));
    const [ended] = simulation.step();
    await post(collector, simulation.arrived);
    expect(rounded(await publishedAt(collector, ended?.atMs ?? 0))).toEqual(rounded(ended?.status));
    statuses.push(ended?.status.status ?? '');
  }
  expect(statuses.indexOf('outage') - (onset - start)).toBeLessThanOrEqual(4);
  expect(statuses.at(-1)).toBe('calm');
}, 300_000);
