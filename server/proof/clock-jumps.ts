import { slotAt } from '../../lib/crowd/slot.ts';
import type { Tried } from '../../tests/faults/fault.ts';
import { ClockedCollector, inFolder, SetClock } from './clocked-collector.ts';
import { Ledger } from './ledger.ts';
import { randomReport } from './senders.ts';
import { readSqlite } from './stored-counts.ts';

const REPORTS = 100;
const HOUR_MS = 3_600_000;
/** Long enough to close a slot, for a day, and a little. */
export const JUMPS_MS = [HOUR_MS, 24 * HOUR_MS, 120_000, 20 * 60_000];
/** Fresh, as far as a reader can tell. */
const PUBLISHED_WITHIN_MS = 5000;

/**
 * The collector's clock is set wrong and right again, in either order. Devices whose answers were lost meanwhile send the
 * same bytes again: they must count once all the same, and what is published must be of now at once.
 */
export const jumpClock = (byMs: number): Promise<Tried> =>
  inFolder(async (folder) => {
    // In the middle of a slot: what is sent now stays open for a while.
    const clock = new SetClock(Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 7 * 60_000);
    const collector = await ClockedCollector.start({ DATA_DIR: folder }, clock);
    const ledger = new Ledger();
    const complaints: string[] = [];
    const recoveredInMs: number[] = [];
    const send = async (report: Uint8Array) => {
      ledger.send(report);
      const status = await collector.post(report);
      if (status === 200) ledger.acknowledge(report);
      else complaints.push(`a report was answered with ${status} ${clock.now()}`);
    };
    const sendSome = async () => {
      const reports = Array.from({ length: REPORTS }, () => randomReport(slotAt(clock.now())));
      await Promise.all(reports.map(send));
      return reports;
    };
    try {
      const sent = await sendSome();
      await collector.published();
      for (const jumpMs of [byMs, -byMs]) {
        clock.jump(jumpMs);
        const tookMs = await collector.published();
        if (tookMs > PUBLISHED_WITHIN_MS)
          complaints.push(`nothing was published for ${Math.round(tookMs)} ms`);
        recoveredInMs.push(tookMs);
        await sendSome();
      }
      for (const report of sent) if ((await collector.post(report)) !== 200) complaints.push('refused later');
      await collector.published();
    } finally {
      await collector.close();
    }
    const audit = ledger.audit(readSqlite(folder));
    return {
      atStake: { count: ledger.acknowledged, things: 'reports' },
      lost: audit.lost,
      doubled: audit.doubled,
      recoveredInMs,
      complaints: [...complaints, ...collector.errors],
    };
  });
