import { addLoad, addSighting, type DocumentLoad, type Evidence } from '../detect/evidence.ts';
import { type Judgement, judge } from '../detect/judge.ts';
import type { Observation } from '../observe/observation.ts';
import { followIncident, type Incident } from './incident.ts';

/** What is on record when something happens. */
export interface Known {
  evidence: Evidence;
  /** The incident that started last. */
  latest: Incident | undefined;
  /** This browser has seen posts in the place an observation is about. */
  hasSeenPosts: boolean;
}

/** What follows, to be recorded in one go. */
export interface Decision {
  evidence: Evidence;
  judgement: Judgement;
  /** To write, if there is one. */
  incident: Incident | undefined;
  /** Posts are in the observation's place right now: worth remembering. */
  hasPosts: boolean;
}

/** Decides on an observation. The page's own numbers outweigh what this browser remembers of the place. */
export function onObservation(known: Known, observation: Observation, tabId: number, atMs: number): Decision {
  const hasPosts = observation.state === 'posts' && observation.posts.organic > 0;
  const hasPostsElsewhen = observation.hasPostsByNumbers ?? known.hasSeenPosts;
  const evidence = addSighting(known.evidence, { observation, tabId, atMs, hasPostsElsewhen });
  return { ...decide(evidence, known.latest, atMs), hasPosts };
}

/** Decides on a load of a main document of X. */
export const onLoad = (known: Known, load: DocumentLoad): Decision =>
  decide(addLoad(known.evidence, load), known.latest, load.atMs);

/** Decides again because time has passed: evidence grows old. */
export const onTime = (known: Known, nowMs: number): Decision => decide(known.evidence, known.latest, nowMs);

function decide(evidence: Evidence, latest: Incident | undefined, nowMs: number): Decision {
  const judgement = judge(evidence, nowMs);
  const { recoveredAtMs } = judgement;
  return {
    evidence: recoveredAtMs === undefined ? evidence : { ...evidence, recoveredAtMs },
    judgement,
    incident: followIncident(latest, judgement),
    hasPosts: false,
  };
}
