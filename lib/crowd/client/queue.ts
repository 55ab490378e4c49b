import { encodeReport, MAX_AGE_MINUTES } from '../report.ts';
import { nearestNamed } from '../tokens/named-cells.ts';
import { mayTry, REPORT_BACK_OFF, retryAfter } from './back-off.ts';
import { hasCome, serverTime, withClock } from './clock.ts';
import type { Kept, KeptReport, SeenSlot, Sharing, SlotToken, Unsent } from './kept.ts';
import { dueOf, isInPanel, isOpen, MOST_AHEAD_MS } from './sampling.ts';
import type { Outcome } from './transport.ts';

const MINUTE_MS = 60_000;

/** Refused for good: sending the same again changes nothing. */
const IS_FINAL = new Set([400, 403, 410, 413, 415, 422]);
/** Of these, what tells that our clock was wrong, not that anything is wrong with us. */
const IS_LATE_OR_EARLY = new Set([410, 422]);
const OK = 200;
const CONFLICT = 409;

/** A report whose token is still there. */
export type WaitingReport = KeptReport & { unsent: Unsent };

/**
 * Makes the reports that are due. The token goes in the same transaction in which its report comes, so there is never
 * a second one for a slot.
 *
 * @param cell where this device is
 */
export function queueDue(kept: Kept, cell: number, nowMs: number): Kept {
  let next = kept;
  for (const seen of kept.sharing?.slots ?? []) next = queueSlot(next, seen, cell, nowMs);
  return next;
}

function queueSlot(kept: Kept, seen: SeenSlot, cell: number, nowMs: number): Kept {
  const { sharing, tokens, reports } = kept;
  const { slot } = seen;
  const token = tokens.find((one) => one.slot === slot);
  if (!sharing || !token || !isOpen(sharing, slot, nowMs)) return kept;
  if (reports.some((report) => report.slot === slot)) return kept;
  const due = dueOf(sharing, seen);
  if (!due || !hasCome(due.atMs, nowMs, MOST_AHEAD_MS)) return kept;
  const report = reportOf(sharing, seen, token, cell, nowMs);
  return {
    ...kept,
    sharing: withTold(sharing, slot, due.what),
    tokens: tokens.filter((one) => one !== token),
    reports: [...reports, report].sort((a, b) => a.slot - b.slot),
  };
}

/** Trouble that was told wants its end told, too; that is told once. */
function withTold(sharing: Sharing, slot: number, what: 'trouble' | 'ok'): Sharing {
  const { troubledSlot, ...rest } = sharing;
  if (what === 'trouble') return { ...rest, troubledSlot: Math.max(slot, troubledSlot ?? slot) };
  return troubledSlot !== undefined && troubledSlot > slot ? sharing : rest;
}

function reportOf(
  sharing: Sharing,
  seen: SeenSlot,
  { nonce, signature }: SlotToken,
  cell: number,
  nowMs: number,
): WaitingReport {
  const { slot, trouble, workedAtMs } = seen;
  return {
    slot,
    madeAtMs: nowMs,
    symptom: trouble?.symptom ?? 'ok',
    cell: nearestNamed(cell, new Set(sharing.namedCells)),
    isPanel: isInPanel(seen),
    state: 'waiting',
    unsent: {
      nonce,
      signature,
      onsetMs: serverTime(sharing, trouble?.sinceMs ?? workedAtMs ?? nowMs),
      retry: { atMs: nowMs, failures: 0 },
    },
  };
}

const isWaiting = (report: KeptReport): report is WaitingReport => report.unsent !== undefined;

export const waitingReports = ({ reports }: Pick<Kept, 'reports'>): WaitingReport[] =>
  reports.filter(isWaiting);

/** The one to send now, oldest first. */
export const reportToSend = (kept: Kept, nowMs: number): WaitingReport | undefined =>
  waitingReports(kept).find(({ unsent }) => mayTry(REPORT_BACK_OFF, unsent.retry, nowMs));

/** The 296 bytes: the same at each attempt, but for the age, which keeps the minute. */
export function bytesOf(sharing: Sharing, report: WaitingReport, nowMs: number): Uint8Array<ArrayBuffer> {
  const { slot, symptom, cell, isPanel, unsent } = report;
  const { nonce, signature, onsetMs } = unsent;
  const minutes = Math.floor(serverTime(sharing, nowMs) / MINUTE_MS) - Math.floor(onsetMs / MINUTE_MS);
  const ageMinutes = Math.min(Math.max(minutes, 0), MAX_AGE_MINUTES);
  return encodeReport({ slot, nonce, signature, ageMinutes, cell, symptom, isPanel });
}

/** Goes on after an attempt to send. What is no answer of the collector's own changes nothing but the next attempt. */
export function onReportOutcome(
  kept: Kept,
  slot: number,
  outcome: Outcome,
  nowMs: number,
  random: () => number,
): Kept {
  const report = waitingReports(kept).find((one) => one.slot === slot);
  if (!kept.sharing || !report) return kept;
  const sharing = withClock(kept.sharing, outcome, nowMs);
  const { collectorTrouble: _over, ...untroubled } = sharing;
  const code = outcome.outcome === 'answer' ? outcome.status : undefined;
  // The collector's own 200 has no body; a page that a network puts in between has one.
  const isTaken = outcome.outcome === 'answer' && code === OK && outcome.bytes.length === 0;
  if (isTaken || code === CONFLICT) return settle({ ...kept, sharing: untroubled }, report, 'delivered');
  if (code !== undefined && IS_FINAL.has(code)) {
    const isRefused = !IS_LATE_OR_EARLY.has(code);
    const next = isRefused ? { ...sharing, collectorTrouble: 'refused' as const } : untroubled;
    return settle({ ...kept, sharing: next }, report, 'dropped');
  }
  const asked = outcome.outcome === 'answer' ? outcome.retryAfterS : undefined;
  const retry = retryAfter(REPORT_BACK_OFF, report.unsent.retry, nowMs, random, asked);
  const later: WaitingReport = { ...report, unsent: { ...report.unsent, retry } };
  const isWithheld = outcome.outcome === 'withheld';
  return {
    ...withReport(kept, report, later),
    sharing: isWithheld ? sharing : { ...sharing, collectorTrouble: 'collector-unreachable' },
  };
}

/** A report's end: what led to its token goes. */
function settle(kept: Kept, report: WaitingReport, state: 'delivered' | 'dropped'): Kept {
  const { unsent: _token, ...told } = report;
  return withReport(kept, report, { ...told, state });
}

export const settleAll = (
  kept: Kept,
  reports: readonly WaitingReport[],
  state: 'delivered' | 'dropped',
): Kept => {
  let next = kept;
  for (const report of reports) next = settle(next, report, state);
  return next;
};

const withReport = (kept: Kept, old: KeptReport, report: KeptReport): Kept => ({
  ...kept,
  reports: kept.reports.map((one) => (one === old ? report : one)),
});
