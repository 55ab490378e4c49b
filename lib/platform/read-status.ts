import type { CrowdView } from '../crowd/client/crowd-view.ts';
import { type Evidence, NO_EVIDENCE, withCrowd } from '../detect/evidence.ts';
import { type Judgement, judge, NO_ACCESS, PAUSED } from '../detect/judge.ts';
import { type Recorded, readRecord } from '../record/record.ts';
import { type RecordProblem, recordProblemOf } from '../record/record-problem.ts';
import type { Settings } from '../settings/settings.ts';
import type { Span } from '../timeline/credit.ts';
import { readCrowd } from './crowd-now.ts';
import { readSettings } from './settings-store.ts';
import { hasSiteAccess } from './site-access.ts';
import { readUnrecorded } from './unrecorded.ts';

/** What the faces show. They read it themselves: no living background is needed to tell the truth. */
export interface Status extends Recorded {
  evidence: Evidence;
  judgement: Judgement;
  settings: Settings;
  /** What others see, if the reader wants to know. */
  crowd: CrowdView;
  /** What is wrong with the record, if anything. The judgement is right all the same. */
  problem: RecordProblem | undefined;
}

export async function readStatus(
  nowMs: number,
  history: { mostIncidents: number; slotsWithin?: Span },
): Promise<Status> {
  const readingSettings = readSettings();
  const [recorded, unrecorded, hasAccess, settings, { witness, view: crowd }] = await Promise.all([
    readRecord(history.mostIncidents, history.slotsWithin).catch(nothingOf),
    readUnrecorded(),
    hasSiteAccess(),
    readingSettings,
    readingSettings.then((settings) => readCrowd(settings, nowMs)),
  ]);
  const { evidence: seen, problem } = { ...recorded, ...unrecorded };
  const evidence = withCrowd(seen, witness);
  const watched = hasAccess ? judge(evidence, nowMs) : NO_ACCESS;
  const judgement = settings.isPaused ? PAUSED : watched;
  return { ...recorded, evidence, problem, settings, crowd, judgement };
}

const nothingOf = (error: unknown): Recorded & { problem?: RecordProblem } => ({
  evidence: NO_EVIDENCE,
  incidents: [],
  slots: [],
  problem: recordProblemOf(error),
});
