import { dayAt, startMsOf } from '../day.ts';
import type { Tier } from '../tier.ts';
import { ISSUER_BACK_OFF, mayTry, STATUS_BACK_OFF } from './back-off.ts';
import { deviceTime, hasCome, serverTime } from './clock.ts';
import type { Kept, Sharing, TokenRequest } from './kept.ts';
import { differingKeys, isPublishedWithin, wantsRates } from './published.ts';
import { reportToSend, type WaitingReport, waitingReports } from './queue.ts';
import { isRefillDue, mustPutOff, type WantedSet, wantedSet } from './refill.ts';
import { dueOf, slotNow } from './sampling.ts';

/** What was published longer ago is no ground to get tokens on. */
const FRESH_FOR_MS = 10 * 60_000;
/** How often keys that differ from everybody's are compared again. */
const COMPARED_EVERY_MS = 3_600_000;

/** What to do next. Everything but waiting is one question to a service. */
export type Step =
  | { do: 'send'; report: WaitingReport }
  | { do: 'get-status' }
  | { do: 'post-request'; request: TokenRequest }
  /** Get the directories a set needs, and blind. */
  | { do: 'make-request'; wanted: WantedSet }
  | { do: 'put-off' }
  /** Get the directories again that differ from everybody's. */
  | { do: 'compare-keys'; directories: { day: number; tier: Tier }[] }
  /** Undefined: until something happens. */
  | { do: 'wait'; untilMs: number | undefined };

/** Decides what is most urgent: first what tells of X, then what it takes to tell of it. */
export function nextStep(kept: Kept, nowMs: number): Step {
  const { sharing } = kept;
  if (!sharing) return { do: 'wait', untilMs: undefined };
  const isStopped = differingKeys(sharing).length > 0;
  const report = isStopped ? undefined : reportToSend(kept, nowMs);
  if (report) return { do: 'send', report };
  const mayAskStatus = mayTry(STATUS_BACK_OFF, sharing.statusRetry, nowMs);
  if (wantsRates(sharing, nowMs) && mayAskStatus) return { do: 'get-status' };
  if (!mayTry(ISSUER_BACK_OFF, sharing.issuerRetry, nowMs)) return waitFor(kept, nowMs);
  if (isStopped) return whileKeysDiffer(sharing, nowMs) ?? waitFor(kept, nowMs);
  if (kept.request) return { do: 'post-request', request: kept.request };
  const wanted = wantedSet(kept, nowMs);
  if (!wanted || !isRefillDue(sharing, wanted, nowMs)) return waitFor(kept, nowMs);
  // Its time is told with it, and everybody's keys: without a fresh one no set is asked for.
  if (!isPublishedWithin(sharing, FRESH_FOR_MS, nowMs))
    return mayAskStatus ? { do: 'get-status' } : waitFor(kept, nowMs);
  if (wanted.spent && mustPutOff(sharing, nowMs)) return { do: 'put-off' };
  return { do: 'make-request', wanted };
}

function whileKeysDiffer(sharing: Sharing, nowMs: number): Step | undefined {
  if (!isPublishedWithin(sharing, COMPARED_EVERY_MS, nowMs))
    return mayTry(STATUS_BACK_OFF, sharing.statusRetry, nowMs) ? { do: 'get-status' } : undefined;
  return { do: 'compare-keys', directories: differingKeys(sharing) };
}

/** The next moment at which time alone makes something to do. */
function waitFor(kept: Kept, nowMs: number): Step {
  const { sharing } = kept;
  if (!sharing) return { do: 'wait', untilMs: undefined };
  const timesMs = [...reportTimes(kept, sharing, nowMs), ...tokenTimes(kept, sharing, nowMs)];
  const aheadMs = timesMs.filter((atMs) => !hasCome(atMs, nowMs, Number.POSITIVE_INFINITY));
  return { do: 'wait', untilMs: aheadMs.length > 0 ? Math.min(...aheadMs) : undefined };
}

function reportTimes(kept: Kept, sharing: Sharing, nowMs: number): number[] {
  const queued = waitingReports(kept).map(({ unsent }) => unsent.retry.atMs);
  const open = sharing.slots.filter(
    ({ slot }) =>
      kept.tokens.some((token) => token.slot === slot) &&
      !kept.reports.some((report) => report.slot === slot),
  );
  const due = open.map((seen) => dueOf(sharing, seen)?.atMs ?? nowMs);
  // Trouble that waits for rates only; a slot in which X works is met again anyway.
  const isUrgent = open.some(
    ({ trouble, rates, slot }) => trouble && !rates && slot === slotNow(sharing, nowMs),
  );
  const status = isUrgent && sharing.statusRetry ? [sharing.statusRetry.atMs] : [];
  return [...queued, ...due, ...status];
}

function tokenTimes(kept: Kept, sharing: Sharing, nowMs: number): number[] {
  const wanted = wantedSet(kept, nowMs);
  const today = dayAt(serverTime(sharing, nowMs));
  return [
    ...(sharing.issuerRetry ? [sharing.issuerRetry.atMs] : []),
    ...(wanted && sharing.statusRetry ? [sharing.statusRetry.atMs] : []),
    ...(wanted?.spent && sharing.refill ? [sharing.refill.atMs] : []),
    // A new day brings another set that can be renewed.
    deviceTime(sharing, startMsOf(today + 1)),
  ];
}
