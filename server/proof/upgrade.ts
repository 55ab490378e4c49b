import { slotAt } from '../../lib/crowd/slot.ts';
import type { Tried } from '../../tests/faults/fault.ts';
import { createPostgres } from '../tests/support/postgres.ts';
import { ClockedCollector, inFolder, SetClock } from './clocked-collector.ts';
import { OLD_STORES, type OldStore, oldReport, restorePostgres, restoreSqlite } from './old-store.ts';
import { randomReport, reportOf } from './senders.ts';
import { readPostgres, readSqlite, type StoredCounts, sumOf } from './stored-counts.ts';

const MINUTE_MS = 60_000;
/** How long the upgrade took. */
const DOWN_MS = 30_000;
const NEW_REPORTS = 50;
/** A device that is well again in each step, and the time until everybody is. */
const [STEP_MINUTES, CALM_MINUTES] = [5, 45];

/** The collector is replaced by today's in the middle of an incident, on a store that yesterday's has written. */
export async function upgradeOnSqlite(index: number): Promise<Tried> {
  const old = oldStore(index);
  return inFolder(async (folder) => {
    restoreSqlite(folder, old);
    return upgrade(old, { DATA_DIR: folder }, () => readSqlite(folder));
  });
}

export async function upgradeOnPostgres(index: number): Promise<Tried> {
  const old = oldStore(index);
  const postgres = await createPostgres();
  try {
    const url = await postgres.createDatabase();
    await restorePostgres(url, old);
    return await upgrade(old, { DATABASE_URL: url }, () => readPostgres(url));
  } finally {
    await postgres.remove();
  }
}

function oldStore(index: number): OldStore {
  const old = OLD_STORES[index % OLD_STORES.length];
  if (!old) throw new Error('there is no store of the past');
  return old;
}

async function upgrade(
  old: OldStore,
  store: Record<string, string>,
  stored: () => StoredCounts | Promise<StoredCounts>,
): Promise<Tried> {
  const before = sumOf(await stored());
  const clock = new SetClock(old.atMs + DOWN_MS);
  const startMs = performance.now();
  const collector = await ClockedCollector.start(store, clock);
  const complaints: string[] = [];
  try {
    const fresh = Array.from({ length: NEW_REPORTS }, () => randomReport(slotAt(clock.now())));
    let recoveredInMs = Number.NaN;
    for (const report of [...fresh, ...old.sent.map(oldReport)]) {
      const status = await collector.post(report);
      if (status !== 200) complaints.push(`a report was answered with ${status}`);
      if (Number.isNaN(recoveredInMs)) recoveredInMs = performance.now() - startMs;
    }
    await collector.published();
    const { status, incident } = await collector.status();
    if (status !== 'outage' || incident !== old.incident)
      complaints.push(`after the upgrade it is ${status}, incident ${incident}, not ${old.incident}`);
    const counted = sumOf(await stored()) - before;
    await calmDown(collector, clock);
    const incidents = await collector.incidents();
    const [ended, ...others] = incidents;
    if (ended?.id === old.incident && ended.end === null) complaints.push('the incident does not end');
    return {
      atStake: { count: before + fresh.length + 1, things: 'reports and an incident' },
      lost: Math.max(0, fresh.length - counted) + (ended?.id === old.incident ? 0 : 1),
      doubled: Math.max(0, counted - fresh.length) + others.length,
      recoveredInMs: [recoveredInMs],
      complaints: [...complaints, ...collector.errors],
    };
  } finally {
    await collector.close();
  }
}

/** X is well again, and time passes. */
async function calmDown(collector: ClockedCollector, clock: SetClock): Promise<void> {
  for (let minute = 0; minute < CALM_MINUTES; minute += STEP_MINUTES) {
    clock.jump(STEP_MINUTES * MINUTE_MS);
    await collector.post(reportOf({ slot: slotAt(clock.now()) - 1, symptom: 'ok', isPanel: true }));
    await collector.published();
  }
}
