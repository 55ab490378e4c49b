import type { Landmark } from '../x/selectors.ts';
import { isTimeline, OWN_CAUSES } from '../x/surfaces.ts';
import type { Evidence } from './evidence.ts';
import {
  type Finding,
  findingOfLoad,
  findingsOfStretch,
  type Part,
  type Symptom,
  type Trouble,
} from './finding.ts';
import { EVIDENCE_LASTS_MS, SEPARATE_LOADS_MS } from './thresholds.ts';

/*
 *                      one settled sign of trouble           a second witness
 *   working / unknown ────────────────────────────▶ suspected ────────────────▶ outage
 *        ▲   ▲                                          │                          │
 *        │   └────────── evidence grows old ────────────┤                          │
 *        └───────── posts come again, twice or for 10 s ┴──────────────────────────┘
 *
 * `yours` comes first: while the newest evidence points to the reader's side, nothing is said about X.
 * The crowd is a witness like any other: it makes trouble that was met here certain, and a limit set to this reader
 * one that X sets everybody. Where nothing fails here it says nothing.
 * `unknown` is what remains when nothing fresh can be judged.
 * The verdict is a pure function of the evidence in its time order, so late messages and worker deaths cannot change it.
 */

export const VERDICTS = ['working', 'suspected', 'outage', 'yours', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why the verdict is `yours` or `unknown`. */
export const REASONS = [
  ...OWN_CAUSES,
  'idle',
  'logged-out',
  'not-understood',
  'no-comparison',
  'no-access',
  'paused',
] as const;
export type Reason = (typeof REASONS)[number];

/** Independent pieces of evidence for trouble; it takes two to call it an outage. */
export const WITNESSES = [
  'sighting',
  'persistence',
  'second-surface',
  'second-tab',
  'reload',
  'failed-requests',
  'document-error',
  'crowd',
] as const;
export type Witness = (typeof WITNESSES)[number];

/** What was met where. */
export interface Sight {
  part: Part;
  symptom: Symptom;
}

export interface Judgement {
  verdict: Verdict;
  reason?: Reason;
  /** When the trouble began, dated back to its first evidence; only while there is trouble. */
  sinceMs?: number;
  /** When trouble was last seen; only while there is trouble. */
  lastTroubleAtMs?: number;
  /** When posts came again, dated back to the first good sign; only once that is certain. */
  recoveredAtMs?: number;
  sights: Sight[];
  witnesses: Witness[];
  /** Parts that delivered since the trouble began. */
  workingParts: Part[];
  /** With `not-understood`: what X's pages are known by and this one lacks. */
  missing?: Landmark[];
  /** When anything was last seen. */
  seenAtMs?: number;
  /** When time alone may change the verdict. */
  changesAtMs?: number;
}

const SILENCE: Judgement = { verdict: 'unknown', sights: [], witnesses: [], workingParts: [] };

/** What is said while the browser keeps us from X's pages, whatever was seen before. */
export const NO_ACCESS: Judgement = { ...SILENCE, reason: 'no-access' };

/** What is said while the reader wants nothing judged. */
export const PAUSED: Judgement = { ...SILENCE, reason: 'paused' };

const isFeed = (part: Part) => isTimeline(part) && part !== 'posting' && part !== 'site';

/** True when only parts beside home fail: lists, profiles, search. Without home, X is down for its readers. */
export const isPartial = (sights: Sight[]): boolean =>
  sights.every(({ part }) => part !== 'home-for-you' && part !== 'home-following' && part !== 'site');

/** The verdict on the evidence, as it stands at `nowMs`. Where this browser sees X work, the crowd is not asked. */
export function judge(evidence: Evidence, nowMs: number): Judgement {
  const crowdDownUntilMs = crowdDownUntil(evidence, nowMs);
  const alone = judgeWith(undefined, evidence, nowMs);
  return crowdDownUntilMs === undefined || alone.verdict === 'working'
    ? alone
    : judgeWith(crowdDownUntilMs, evidence, nowMs);
}

function judgeWith(crowdDownUntilMs: number | undefined, evidence: Evidence, nowMs: number): Judgement {
  const isCrowdDown = crowdDownUntilMs !== undefined;
  const findings = freshFindings(evidence, isCrowdDown, nowMs);
  const { standing, recoveredAtMs } = weigh(findings, evidence.recoveredAtMs);
  const told = {
    sights: sightsOf(standing),
    witnesses: witnessesOf(standing, isCrowdDown),
    workingParts: [] as Part[],
    ...(recoveredAtMs === undefined ? {} : { recoveredAtMs }),
  };
  const newest = findings.reduce<Finding | undefined>(
    (a, b) => (a && a.lastAtMs > b.lastAtMs ? a : b),
    undefined,
  );
  const changes = newest
    ? { seenAtMs: newest.lastAtMs, changesAtMs: newest.lastAtMs + EVIDENCE_LASTS_MS }
    : {};

  if (newest?.kind === 'own-side') return { verdict: 'yours', reason: newest.cause, ...told, ...changes };
  if (standing.length > 0) {
    const sinceMs = Math.min(...standing.map((trouble) => trouble.firstAtMs));
    return {
      verdict: told.witnesses.length >= 2 ? 'outage' : 'suspected',
      ...told,
      sinceMs,
      lastTroubleAtMs: Math.max(...standing.map((trouble) => trouble.lastAtMs)),
      workingParts: workingPartsSince(findings, standing, sinceMs),
      ...changes,
      changesAtMs: Math.min(
        ...standing.map((trouble) => trouble.lastAtMs + EVIDENCE_LASTS_MS),
        ...(isCrowdDown ? [crowdDownUntilMs] : []),
      ),
    };
  }
  if (newest?.kind === 'unclear' && newest.reason !== 'no-comparison') {
    const missing = newest.reason === 'not-understood' ? { missing: newest.missing } : {};
    return { verdict: 'unknown', reason: newest.reason, ...missing, ...told, ...changes };
  }
  // Notifications and messages went on while every feed was empty (2023-12-21): only posts tell that X works.
  const hasPosts = findings.some((finding) => finding.kind === 'good' && isFeed(finding.part));
  if (hasPosts) return { verdict: 'working', ...told, ...changes };
  const reason = findings.some((finding) => finding.kind === 'unclear') ? 'no-comparison' : 'idle';
  return { verdict: 'unknown', reason, ...told, ...changes };
}

/** Until when the crowd's word that X is down counts; undefined when it says no such thing, or not lately. */
function crowdDownUntil({ crowd }: Evidence, nowMs: number): number | undefined {
  if (crowd?.status !== 'outage') return undefined;
  const untilMs = crowd.atMs + EVIDENCE_LASTS_MS;
  return untilMs > nowMs ? untilMs : undefined;
}

/** The findings of what was seen lately, in the order X gave its answers. */
function freshFindings(evidence: Evidence, isCrowdDown: boolean, nowMs: number): Finding[] {
  const loads = evidence.loads.map(findingOfLoad).filter((finding) => finding !== undefined);
  const pages = evidence.stretches.flatMap((stretch) => findingsOfStretch(stretch, isCrowdDown));
  return [...loads, ...pages.filter((page) => !loads.some((load) => isSameFailure(load, page)))]
    .filter((finding) => finding.lastAtMs > nowMs - EVIDENCE_LASTS_MS)
    .sort((a, b) => a.firstAtMs - b.firstAtMs);
}

/** A document that failed is seen twice, by the background as it loads and by the content script in its body. */
const isSameFailure = (load: Finding, page: Finding) =>
  load.kind === 'trouble' &&
  page.kind === 'trouble' &&
  page.symptom === 'server-error' &&
  load.tabId === page.tabId &&
  load.firstAtMs >= page.documentAtMs &&
  load.firstAtMs <= page.firstAtMs + SEPARATE_LOADS_MS;

/**
 * Goes through the findings and keeps the trouble that still stands. A part that failed and delivers again, twice or
 * for long enough, ends all trouble from before; a part that never failed ends none (partial outages are real), and
 * writing speaks for writing alone.
 */
function weigh(findings: Finding[], knownRecoveryMs: number | undefined) {
  let standing: Trouble[] = [];
  let recoveredAtMs = knownRecoveryMs;
  let firstGoodSignMs: number | undefined;

  function keep(isStanding: (trouble: Trouble) => boolean, recoveryMs: number) {
    const kept = standing.filter(isStanding);
    if (kept.length === 0 && standing.length > 0) recoveredAtMs = recoveryMs;
    standing = kept;
  }

  for (const finding of findings) {
    if (finding.kind === 'trouble') {
      if (finding.firstAtMs <= (recoveredAtMs ?? 0)) continue;
      standing.push(finding);
      firstGoodSignMs = undefined;
    } else if (finding.kind === 'served') {
      keep((trouble) => !trouble.isLoad, finding.firstAtMs);
    } else if (finding.kind === 'good' && finding.part === 'posting') {
      keep((trouble) => trouble.part !== 'posting', finding.firstAtMs);
    } else if (finding.kind === 'good') {
      const hasFailed = standing.some(({ part }) => part === finding.part || part === 'site');
      if (!hasFailed && firstGoodSignMs === undefined) continue;
      const isCertain = firstGoodSignMs !== undefined || finding.isCertain;
      firstGoodSignMs ??= finding.firstAtMs;
      if (!isCertain) continue;
      keep(() => false, firstGoodSignMs);
      firstGoodSignMs = undefined;
    }
  }
  return { standing, recoveredAtMs };
}

function sightsOf(standing: Trouble[]): Sight[] {
  const sights = new Map(standing.map(({ part, symptom }) => [`${part} ${symptom}`, { part, symptom }]));
  return [...sights.values()];
}

/** The crowd bears witness to trouble that was met here, whatever it is; alone it is none. */
function witnessesOf(standing: Trouble[], isCrowdDown: boolean): Witness[] {
  const answers = standing.filter((trouble) => trouble.isAnswer);
  const pages = answers.filter((trouble) => trouble.part !== 'site');
  const isWitnessed: Record<Witness, boolean> = {
    sighting: standing.length > 0,
    persistence: answers.some((trouble) => trouble.isPersistent),
    'second-surface': hasSeveral(answers, (trouble) => trouble.part),
    'second-tab': hasSeveral(pages, (trouble) => trouble.tabId),
    reload: answers.some((a) => answers.some((b) => isRepeatOf(a, b))),
    'failed-requests': standing.some((trouble) => trouble.hasServerErrors),
    'document-error': pages.length > 0 && answers.some((trouble) => trouble.symptom === 'server-error'),
    crowd: standing.length > 0 && isCrowdDown,
  };
  return WITNESSES.filter((witness) => isWitnessed[witness]);
}

const hasSeveral = (troubles: Trouble[], of: (trouble: Trouble) => unknown) =>
  new Set(troubles.map(of)).size > 1;

/** The same again in a document loaded later: in the same tab, or for the site as a whole in any. */
const isRepeatOf = (a: Trouble, b: Trouble) =>
  a.symptom === b.symptom &&
  a.part === b.part &&
  (a.part === 'site' || a.tabId === b.tabId) &&
  b.documentAtMs - a.documentAtMs >= SEPARATE_LOADS_MS;

function workingPartsSince(findings: Finding[], standing: Trouble[], sinceMs: number): Part[] {
  const failing = new Set<Part>(standing.map((trouble) => trouble.part));
  const working = findings.flatMap((finding) =>
    finding.kind === 'good' && finding.firstAtMs >= sinceMs && !failing.has(finding.part)
      ? [finding.part]
      : [],
  );
  return [...new Set(working)];
}
