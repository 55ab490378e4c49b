import * as v from 'valibot';
import { CROWD_STATUSES } from '../crowd/published-status.ts';
import { type Evidence, NO_EVIDENCE } from '../detect/evidence.ts';
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
  crowd: v.exactOptional(v.object({ status: v.picklist(CROWD_STATUSES), atMs: v.number() })),
  recoveredAtMs: v.exactOptional(v.number()),
}) satisfies v.GenericSchema<unknown, Evidence>;

/** The stored evidence; none when the row is missing or damaged, for it is rebuilt within minutes. */
export function parseEvidence(row: unknown): Evidence {
  const parsed = v.safeParse(evidence, row);
  return parsed.success ? parsed.output : NO_EVIDENCE;
}

/** A stored row; undefined when it is missing or damaged. */
export function parseRow<T>(schema: v.GenericSchema<unknown, T>, row: unknown): T | undefined {
  const parsed = v.safeParse(schema, row);
  return parsed.success ? parsed.output : undefined;
}

/** Stored rows, without the damaged ones. */
export const parseRows = <T>(schema: v.GenericSchema<unknown, T>, rows: unknown[]): T[] =>
  rows.map((row) => parseRow(schema, row)).filter((row) => row !== undefined);
