import { setTimeout as sleep } from 'node:timers/promises';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Tried } from '../../tests/faults/fault.ts';
import { Ledger } from './ledger.ts';
import { type Memory, memoryOf } from './memory.ts';
import { type ObservedCollector, withCollector } from './observed-collector.ts';
import { postReport, randomReport, Senders } from './senders.ts';
import { openDeafReaders, tryPatience } from './slow-clients.ts';
import { readSqlite } from './stored-counts.ts';

/** Before and after: what honest devices must be able to do in the same time as ever. */
const HONEST_SENDERS = 8;
/** A report beside a flood may take this long and no longer. */
const SERVED_WITHIN_MS = 10_000;
const RSS_GROWTH_BYTES = 64e6;

/** Hundreds of connections that say nothing, or go on for ever, or ask and never read. */
export const slowLoris = (): Promise<Tried> =>
  beside(async ({ port }) => {
    const deaf = openDeafReaders(port);
    const patience = await tryPatience(port);
    for (const socket of deaf) socket.destroy();
    const complaints = patience
      .filter(({ closed, sockets }) => closed < sockets)
      .map(({ kind, closed, sockets }) => `${sockets - closed} of ${sockets} connections stay open: ${kind}`);
    return { complaints, details: { patience } };
  });

const FLOOD_CONNECTIONS = 64;

/** One network sends all it can, fresh reports and the same one again and again; others send theirs beside it. */
export const floodFromOneNetwork = (seconds: number): Promise<Tried> =>
  beside(
    async ({ url }) => {
      const endMs = performance.now() + seconds * 1000;
      const statuses: Record<number, number> = {};
      const repeated = randomReport(slotAt(Date.now()));
      await Promise.all(
        Array.from({ length: FLOOD_CONNECTIONS }, async (_, index) => {
          while (performance.now() < endMs) {
            const report = index % 2 === 0 ? repeated : randomReport(slotAt(Date.now()));
            const status = (await postReport(url, report, { headers: FLOODER })) ?? 0;
            statuses[status] = (statuses[status] ?? 0) + 1;
          }
        }),
      );
      const isLimited = (statuses[429] ?? 0) > 0 && (statuses[200] ?? 0) <= LIMIT * (seconds / 60 + 2);
      return {
        complaints: isLimited ? [] : [`the flood was not limited: ${JSON.stringify(statuses)}`],
        // Those of the flood are in nobody's ledger: fresh ones, and the repeated one once.
        strangers: statuses[200] ?? 0,
        details: { flood: statuses },
      };
    },
    { TRUSTED_PROXIES: '127.0.0.1', REPORTS_PER_NETWORK_PER_MINUTE: String(LIMIT) },
  );

const LIMIT = 500;
const FLOODER = { 'x-forwarded-for': '203.0.113.7' };

interface Flooded {
  complaints: string[];
  /** Reports of the flood that may have been counted, at most. */
  strangers?: number;
  details: Record<string, unknown>;
}

/** Honest devices report while something goes on; every one of their reports must count once, and in time. */
const beside = (
  flood: (collector: ObservedCollector) => Promise<Flooded>,
  environment: Record<string, string> = {},
): Promise<Tried> =>
  withCollector(async (collector) => {
    const ledger = new Ledger();
    const senders = new Senders(collector.url, ledger, { senders: HONEST_SENDERS, pauseMs: 20 });
    senders.start();
    await sleep(500);
    const before = await memoryOf(collector.log());
    const { complaints, strangers = 0, details } = await flood(collector);
    const after = await memoryOf(collector.log());
    const recoveredInMs = [await collector.reportInMs()];
    await senders.stop();
    const audit = ledger.audit(readSqlite(collector.folder));
    const { longestMs } = senders.tally;
    if (longestMs > SERVED_WITHIN_MS) complaints.push(`an honest report took ${Math.round(longestMs)} ms`);
    return {
      atStake: { count: ledger.acknowledged, things: 'reports' },
      lost: audit.lost,
      doubled: Math.max(0, audit.counted - ledger.acknowledged - audit.strangers),
      recoveredInMs,
      complaints: [
        ...complaints,
        ...growth(before, after),
        ...senders.complaints(),
        ...(audit.strangers > strangers + recoveredInMs.length ? [`${audit.strangers} strangers`] : []),
        ...collector.complaints(),
      ],
      details: { ...details, longestHonestMs: Math.round(longestMs), memory: { before, after } },
    };
  }, environment);

const growth = (before: Memory, after: Memory): string[] => {
  const bytes = after.rssBytes - before.rssBytes;
  return bytes > RSS_GROWTH_BYTES ? [`memory grew by ${Math.round(bytes / 1e6)} MB`] : [];
};
