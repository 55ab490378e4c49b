import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Tried } from '../../tests/faults/fault.ts';
import { ClockedCollector, inFolder, SetClock } from './clocked-collector.ts';
import { randomReport } from './senders.ts';
import { readSqlite, readSqliteFile, sumOf } from './stored-counts.ts';

const REPORTS = 100;
const MINUTE_MS = 60_000;
/** As docs/running-a-collector.md wants it. */
const BY_THE_BOOK_MS = 30 * MINUTE_MS;

/**
 * The disk is gone, and a backup that was made under load is put in its place. What came after the backup went with the
 * disk; what it holds must be there once, although every device sends again.
 * @param isByTheBook half an hour later and without what must not come back; else at once, as it is
 */
export const restoreBackup = (isByTheBook: boolean): Promise<Tried> =>
  inFolder(async (folder) => {
    const clock = new SetClock();
    const file = join(folder, 'collector.sqlite');
    const backup = join(folder, 'backup.sqlite');
    const complaints: string[] = [];
    const sendSome = async (collector: ClockedCollector) => {
      const reports = Array.from({ length: REPORTS }, () => randomReport(slotAt(clock.now())));
      const statuses = await Promise.all(reports.map((report) => collector.post(report)));
      for (const status of statuses)
        if (status !== 200) complaints.push(`a report was answered with ${status}`);
      return reports;
    };

    const first = await ClockedCollector.start({ DATA_DIR: folder }, clock);
    const kept = await sendSome(first);
    const meanwhile = sendSome(first);
    vacuumInto(file, backup);
    const gone = await meanwhile;
    await first.close();
    const held = sumOf(readSqliteFile(backup));
    if (held < kept.length) complaints.push(`the backup holds ${held} of ${kept.length} reports`);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    if (isByTheBook) prepare(backup);
    copyFileSync(backup, file);

    if (isByTheBook) clock.jump(BY_THE_BOOK_MS);
    const startMs = performance.now();
    const second = await ClockedCollector.start({ DATA_DIR: folder }, clock);
    let recoveredInMs = Number.NaN;
    let fresh = 0;
    try {
      await second.published();
      fresh = (await sendSome(second)).length;
      recoveredInMs = performance.now() - startMs;
      const again = await Promise.all([...kept, ...gone].map((report) => second.post(report)));
      const expected = isByTheBook ? 410 : 200;
      for (const status of again) if (status !== expected) complaints.push(`sent again: ${status}`);
    } finally {
      await second.close();
    }
    const counted = sumOf(readSqlite(folder)) - fresh;
    // As it is, the backup still knows whom it counted, and the others are counted now.
    const expected = isByTheBook ? held : kept.length + gone.length;
    return {
      atStake: { count: expected, things: 'reports' },
      lost: Math.max(0, expected - counted),
      doubled: Math.max(0, counted - expected),
      recoveredInMs: [recoveredInMs],
      complaints: [...complaints, ...first.errors, ...second.errors],
    };
  });

function vacuumInto(file: string, backup: string): void {
  const db = new DatabaseSync(file);
  db.exec(`VACUUM INTO '${backup}'`);
  db.close();
}

function prepare(backup: string): void {
  const db = new DatabaseSync(backup);
  db.exec("DELETE FROM seen; UPDATE snapshot SET body = ''; VACUUM");
  db.close();
}
