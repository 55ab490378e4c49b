import {
  addLoad,
  addSighting,
  type CrowdWitness,
  type DocumentLoad,
  type Evidence,
  NO_EVIDENCE,
  withCrowd,
} from '../detect/evidence.ts';
import { type Judgement, judge } from '../detect/judge.ts';
import type { Observation } from '../observe/observation.ts';
import { type Change, changeBy } from '../timeline/change.ts';
import { creditFailedLoad, creditSpan, spanLookedAt } from '../timeline/credit.ts';
import { type FailedLoad, failedLoadOf } from '../timeline/failed-load.ts';
import type { Slot } from '../timeline/slot.ts';
import { inTimeOf } from './clock-set-back.ts';
import { followIncident, type Incident } from './incident.ts';
import { type Notice, noticeOf } from './notice.ts';

/** What is on record when something happens. */
export interface Known {
  evidence: Evidence;
  /** The incident that started last. */
  latest: Incident | undefined;
  lastChange: Change | undefined;
  /** This browser has seen posts in the place an observation is about. */
  hasSeenPosts: boolean;
  /** What the crowd says now, if the reader wants to know; not on record, it is asked for. */
  crowd?: CrowdWitness | undefined;
}

/** A browser that remembers nothing, or whose record cannot be read. */
export const NOTHING_KNOWN: Known = {
  evidence: NO_EVIDENCE,
  latest: undefined,
  lastChange: undefined,
  hasSeenPosts: false,
};

/** What follows, to be recorded in one go. */
export interface Decision {
  evidence: Evidence;
  judgement: Judgement;
  /** To write, if there is one. */
  incident: Incident | undefined;
  /** To tell the reader about the incident, once it is written. */
  notice: Notice | undefined;
  /** To add to the time line. */
  credits: Slot[];
  change: Change | undefined;
  failedLoad: FailedLoad | undefined;
  /** Posts are in the observation's place right now: worth remembering. */
  hasPosts: boolean;
}

/** Decides on an observation. The page's own numbers outweigh what this browser remembers of the place. */
export function onObservation(
  remembered: Known,
  observation: Observation,
  tabId: number,
  atMs: number,
): Decision {
  const known = inTimeOf(remembered, atMs);
  const hasPosts = observation.state === 'posts' && observation.posts.organic > 0;
  const hasPostsElsewhen = observation.hasPostsByNumbers ?? known.hasSeenPosts;
  const sighting = { observation, tabId, atMs, hasPostsElsewhen };
  const decided = decide(known, addSighting(known.evidence, sighting), atMs);
  const credits = creditSpan(spanLookedAt(known.evidence, sighting), decided.judgement.verdict);
  return { ...decided, credits, hasPosts };
}

/** Decides on a load of a main document of X. */
export function onLoad(remembered: Known, load: DocumentLoad): Decision {
  const known = inTimeOf(remembered, load.atMs);
  const failedLoad = failedLoadOf(load);
  const credits = failedLoad ? [creditFailedLoad(load.atMs)] : [];
  return { ...decide(known, addLoad(known.evidence, load), load.atMs), credits, failedLoad };
}

/** Decides again because time has passed and evidence grows old, or because the crowd says something else. */
export function onTime(remembered: Known, nowMs: number): Decision {
  const known = inTimeOf(remembered, nowMs);
  return decide(known, known.evidence, nowMs);
}

function decide({ latest, lastChange, crowd }: Known, seen: Evidence, nowMs: number): Decision {
  const evidence = withCrowd(seen, crowd);
  const judgement = judge(evidence, nowMs);
  const { recoveredAtMs } = judgement;
  const incident = followIncident(latest, judgement);
  const notice = incident && noticeOf(latest, incident, nowMs);
  return {
    evidence: recoveredAtMs === undefined ? evidence : { ...evidence, recoveredAtMs },
    judgement,
    incident: incident && notice ? { ...incident, told: notice } : incident,
    notice,
    credits: [],
    change: changeBy(judgement, nowMs, lastChange),
    failedLoad: undefined,
    hasPosts: false,
  };
}
