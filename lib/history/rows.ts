import * as v from 'valibot';
import { PARTS, SYMPTOMS } from '../detect/finding.ts';
import { REASONS, VERDICTS, WITNESSES } from '../detect/judge.ts';
import type { Incident } from '../incident/incident.ts';
import { NETWORK_FAILURES } from '../net/network-failure.ts';
import type { Change } from '../timeline/change.ts';
import type { FailedLoad } from '../timeline/failed-load.ts';
import { SLOT_MS, type Slot } from '../timeline/slot.ts';

/** What one row of each part of the history must look like, in the database and in files. */

/** JSON can hold 1e999: it is no moment. */
const timeMs = v.pipe(v.number(), v.finite(), v.minValue(0));
const slotMs = v.pipe(v.number(), v.minValue(0), v.maxValue(SLOT_MS));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const incidentRow = v.object({
  id: v.exactOptional(v.number()),
  verdict: v.picklist(['suspected', 'outage']),
  startMs: timeMs,
  lastSeenMs: timeMs,
  endMs: v.exactOptional(timeMs),
  ending: v.exactOptional(v.picklist(['recovered', 'lost-sight'])),
  sights: v.array(v.object({ part: v.picklist(PARTS), symptom: v.picklist(SYMPTOMS) })),
  witnesses: v.array(v.picklist(WITNESSES)),
  told: v.exactOptional(v.picklist(['down', 'back'])),
}) satisfies v.GenericSchema<unknown, Incident>;

export const slotRow = v.object({
  startMs: v.pipe(timeMs, v.multipleOf(SLOT_MS)),
  seenMs: v.strictObject(v.entriesFromList(VERDICTS, v.exactOptional(slotMs))),
  failedLoads: count,
}) satisfies v.GenericSchema<unknown, Slot>;

export const changeRow = v.object({
  atMs: timeMs,
  verdict: v.picklist(VERDICTS),
  reason: v.exactOptional(v.picklist(REASONS)),
  parts: v.array(v.picklist(PARTS)),
}) satisfies v.GenericSchema<unknown, Change>;

export const failedLoadRow = v.object({
  atMs: timeMs,
  failure: v.picklist(NETWORK_FAILURES),
}) satisfies v.GenericSchema<unknown, FailedLoad>;
