import {
  addSighting,
  type CrowdWitness,
  type DocumentLoad,
  type Evidence,
  NO_EVIDENCE,
} from '../../lib/detect/evidence.ts';
import { type Judgement, judge } from '../../lib/detect/judge.ts';
import { type Decision, onLoad, onObservation, onTime } from '../../lib/incident/decide.ts';
import type { Incident } from '../../lib/incident/incident.ts';
import type { Notice } from '../../lib/incident/notice.ts';
import type { Observation } from '../../lib/observe/observation.ts';
import type { Change } from '../../lib/timeline/change.ts';
import { addCredit } from '../../lib/timeline/credit.ts';
import type { Slot } from '../../lib/timeline/slot.ts';

/** Any moment; tests count from it. */
export const START_MS = Date.UTC(2023, 11, 21, 5, 0);

/** An observation of a healthy home; a test names only what matters to it. */
export const observation = (parts: Partial<Observation> = {}): Observation => ({
  surface: 'home-for-you',
  state: 'posts',
  documentStartedAtMs: START_MS,
  stretch: 1,
  ageMs: parts.visibleMs ?? 0,
  visibleMs: 0,
  posts: { organic: parts.state === undefined || parts.state === 'posts' ? 5 : 0, promoted: 0, own: 0 },
  requests: [],
  postFailures: 0,
  isOnline: true,
  ...parts,
});

/** A sighting as it enters the evidence, at a second counted from the start. */
export interface Seen extends Partial<Observation> {
  atS: number;
  tabId?: number;
  hasPostsElsewhen?: boolean;
}

export const addSeen = (
  evidence: Evidence,
  { atS, tabId = 1, hasPostsElsewhen = true, ...parts }: Seen,
): Evidence =>
  addSighting(evidence, {
    observation: observation(parts),
    tabId,
    atMs: START_MS + atS * 1000,
    hasPostsElsewhen,
  });

/** The verdict after all that was seen, at the moment of the last of it or `laterS` seconds after. */
export function judgeSeen(seen: Seen[], laterS = 0): Judgement {
  const lastS = Math.max(...seen.map(({ atS }) => atS));
  return judge(seen.reduce(addSeen, NO_EVIDENCE), START_MS + (lastS + laterS) * 1000);
}

/** A browser without a browser: events go in, decisions and the record of incidents come out. */
export class Reader {
  #evidence = NO_EVIDENCE;
  #places = new Set<string>();
  #crowd: CrowdWitness | undefined;
  readonly incidents: Incident[] = [];
  readonly notices: Notice[] = [];
  readonly changes: Change[] = [];
  readonly slots = new Map<number, Slot>();

  sees(atS: number, parts: Partial<Observation>, tabId = 1): Judgement {
    const seen = observation(parts);
    return this.#carryOn((known) => onObservation(known, seen, tabId, START_MS + atS * 1000), seen.place);
  }

  loads(atS: number, failure: DocumentLoad['failure'], tabId = 1): Judgement {
    return this.#carryOn((known) => onLoad(known, { tabId, atMs: START_MS + atS * 1000, failure }));
  }

  /** From the next event on. */
  hears(crowd: CrowdWitness | undefined) {
    this.#crowd = crowd;
  }

  waits(untilS: number): Judgement {
    return this.#carryOn((known) => onTime(known, START_MS + untilS * 1000));
  }

  #carryOn(decide: (known: Parameters<typeof onTime>[0]) => Decision, place = ''): Judgement {
    const decision = decide({
      evidence: this.#evidence,
      latest: this.incidents.at(-1),
      lastChange: this.changes.at(-1),
      hasSeenPosts: this.#places.has(place),
      crowd: this.#crowd,
    });
    this.#evidence = decision.evidence;
    if (decision.hasPosts) this.#places.add(place);
    if (decision.notice) this.notices.push(decision.notice);
    if (decision.change) this.changes.push(decision.change);
    for (const credit of decision.credits)
      this.slots.set(credit.startMs, addCredit(this.slots.get(credit.startMs), credit));
    const { incident } = decision;
    if (incident?.id !== undefined) this.incidents[incident.id] = incident;
    else if (incident) this.incidents.push({ ...incident, id: this.incidents.length });
    return decision.judgement;
  }
}
