import { type Evidence, lastSeenAtMs } from '../detect/evidence.ts';
import { type Judgement, judge, NO_ACCESS, PAUSED } from '../detect/judge.ts';
import type { Incident } from '../incident/incident.ts';
import { readSettings } from '../platform/settings-store.ts';
import { hasSiteAccess } from '../platform/site-access.ts';
import { readUnrecorded } from '../platform/unrecorded.ts';
import { readRecord } from '../record/record.ts';
import { type RecordProblem, recordProblemOf } from '../record/record-problem.ts';
import type { Settings } from '../settings/settings.ts';
import type { Slot } from '../timeline/slot.ts';

/** All that our pages show of this moment. */
export interface Present {
  nowMs: number;
  judgement: Judgement;
  evidence: Evidence;
  /** When anything of X was last seen; undefined while nothing ever was. */
  lastSeenMs: number | undefined;
  /** Newest first. */
  incidents: Incident[];
  /** In order of time. */
  slots: Slot[];
  /** Why the history is not what it should be. */
  problem: RecordProblem | undefined;
  settings: Settings;
}

/**
 * Judges by the record, as the background does: our pages need no living background to tell the truth. Where the
 * record cannot be written or read, by what the background keeps in memory.
 */
export async function readPresent(
  nowMs: number,
  mostIncidents: number,
  slotsFromMs: number,
): Promise<Present> {
  const [{ recorded, problem }, unrecorded, settings, hasAccess] = await Promise.all([
    tryRecord(mostIncidents, { fromMs: slotsFromMs, toMs: nowMs }),
    readUnrecorded(),
    readSettings(),
    hasSiteAccess(),
  ]);
  const evidence = unrecorded?.evidence ?? recorded.evidence;
  const watched = hasAccess ? judge(evidence, nowMs) : NO_ACCESS;
  return {
    ...recorded,
    nowMs,
    judgement: settings.isPaused ? PAUSED : watched,
    evidence,
    lastSeenMs: lastSeenAtMs(evidence),
    problem: problem ?? unrecorded?.problem,
    settings,
  };
}

async function tryRecord(...asked: Parameters<typeof readRecord>) {
  try {
    return { recorded: await readRecord(...asked), problem: undefined };
  } catch (error) {
    const recorded = { evidence: { stretches: [], loads: [] }, incidents: [], slots: [] };
    return { recorded, problem: recordProblemOf(error) };
  }
}
