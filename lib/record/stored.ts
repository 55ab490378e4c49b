import * as v from 'valibot';
import { type Evidence, NO_EVIDENCE } from '../detect/evidence.ts';
import { PARTS, SYMPTOMS } from '../detect/finding.ts';
import { WITNESSES } from '../detect/judge.ts';
import type { Incident } from '../incident/incident.ts';
import { NETWORK_FAILURES } from '../net/network-failure.ts';
import { LANDMARKS } from '../x/selectors.ts';
import { OWN_CAUSES, PAGE_STATES, SURFACES } from '../x/surfaces.ts';

/** Rows may be torn by a full disk or written by a version that had a bug: what does not parse is not used. */

const evidence = v.object({
  stretches: v.array(
    v.object({
      tabId: v.number(),
      documentStartedAtMs: v.number(),
      stretch: v.number(),
      surface: v.picklist(SURFACES),
      state: v.picklist(PAGE_STATES),
      firstAtMs: v.number(),
      lastAtMs: v.number(),
      visibleMs: v.number(),
      posts: v.object({ organic: v.number(), promoted: v.number(), own: v.number() }),
      hasPostsElsewhen: v.boolean(),
      serverErrors: v.number(),
      rateLimits: v.number(),
      refusals: v.number(),
      unanswered: v.number(),
      postErrors: v.number(),
      postRefusals: v.number(),
      postAnswers: v.number(),
      postedAtMs: v.exactOptional(v.number()),
      ownCause: v.exactOptional(v.picklist(OWN_CAUSES)),
      missing: v.exactOptional(v.array(v.picklist(LANDMARKS))),
      isOnline: v.boolean(),
      wasOffline: v.boolean(),
    }),
  ),
  loads: v.array(
    v.object({ tabId: v.number(), atMs: v.number(), failure: v.picklist([...NETWORK_FAILURES, 'none']) }),
  ),
  recoveredAtMs: v.exactOptional(v.number()),
}) satisfies v.GenericSchema<unknown, Evidence>;

const incident = v.object({
  id: v.exactOptional(v.number()),
  verdict: v.picklist(['suspected', 'outage']),
  startMs: v.number(),
  lastSeenMs: v.number(),
  endMs: v.exactOptional(v.number()),
  ending: v.exactOptional(v.picklist(['recovered', 'lost-sight'])),
  sights: v.array(v.object({ part: v.picklist(PARTS), symptom: v.picklist(SYMPTOMS) })),
  witnesses: v.array(v.picklist(WITNESSES)),
}) satisfies v.GenericSchema<unknown, Incident>;

/** The stored evidence; none when the row is missing or damaged, for it is rebuilt within minutes. */
export function parseEvidence(row: unknown): Evidence {
  const parsed = v.safeParse(evidence, row);
  return parsed.success ? parsed.output : NO_EVIDENCE;
}

/** A stored incident; undefined when the row is damaged. */
export function parseIncident(row: unknown): Incident | undefined {
  const parsed = v.safeParse(incident, row);
  return parsed.success ? parsed.output : undefined;
}
