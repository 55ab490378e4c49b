import { DAY_SECONDS, dayAt } from '../day.ts';
import { RENEWABLE_DAYS } from '../tokens/schedule.ts';
import { serverTime } from './clock.ts';
import type { Kept } from './kept.ts';
import { settleAll, type WaitingReport, waitingReports } from './queue.ts';
import { isOpen } from './sampling.ts';

/** How long "what I sent" goes back. */
const SENT_FOR_MS = 7 * DAY_SECONDS * 1000;

/** Lets go of what time has made useless: reports nobody takes any more, slots that are closed, what was sent long ago. */
export function prune(kept: Kept, nowMs: number): Kept {
  const { sharing } = kept;
  const recent = { ...kept, reports: kept.reports.filter(({ madeAtMs }) => nowMs - madeAtMs < SENT_FOR_MS) };
  if (!sharing) return recent;
  const isLate = ({ slot }: WaitingReport) => !isOpen(sharing, slot, nowMs);
  const settled = settleAll(recent, waitingReports(recent).filter(isLate), 'dropped');
  return {
    ...settled,
    sharing: { ...sharing, slots: sharing.slots.filter(({ slot }) => isOpen(sharing, slot, nowMs)) },
  };
}

/**
 * Lets go of tokens that are spent by time. Only right after a service has told what time it is: a device whose clock
 * is put forward by a year must not lose its stock.
 */
export function pruneTokens(kept: Kept, nowMs: number): Kept {
  const { sharing, renewal, request } = kept;
  if (!sharing) return kept;
  const today = dayAt(serverTime(sharing, nowMs));
  const digests = Object.entries(sharing.digests).filter(([name]) => Number(name.split('/')[0]) >= today);
  return {
    ...kept,
    sharing: { ...sharing, digests: Object.fromEntries(digests) },
    tokens: kept.tokens.filter(({ slot }) => isOpen(sharing, slot, nowMs)),
    renewal: renewal && renewal.day + RENEWABLE_DAYS > today ? renewal : undefined,
    request: request && request.day > today ? request : undefined,
  };
}
