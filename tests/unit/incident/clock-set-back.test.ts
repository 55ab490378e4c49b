import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../lib/detect/evidence.ts';
import { inTimeOf } from '../../../lib/incident/clock-set-back.ts';
import { NOTHING_KNOWN } from '../../../lib/incident/decide.ts';
import type { Incident } from '../../../lib/incident/incident.ts';
import { addSeen, START_MS } from '../../support/reader.ts';

const HOUR_MS = 3_600_000;
const incident: Incident = {
  id: 1,
  verdict: 'outage',
  startMs: START_MS + 2_000,
  lastSeenMs: START_MS + 10_000,
  sights: [],
  witnesses: [],
};
const known = {
  ...NOTHING_KNOWN,
  evidence: { ...addSeen(NO_EVIDENCE, { atS: 10, visibleMs: 8_000 }), recoveredAtMs: START_MS + 1_000 },
  latest: incident,
};

it('leaves everything as it is while the clock goes on, or is corrected by seconds', () => {
  for (const nowMs of [START_MS + HOUR_MS, START_MS + 10_000, START_MS - 20_000])
    expect(inTimeOf(known, nowMs)).toEqual(known);
});

it('moves what was seen and an open incident along when the clock is set back', () => {
  const nowMs = START_MS - HOUR_MS;
  const { evidence, latest } = inTimeOf(known, nowMs);
  expect(evidence.stretches).toMatchObject([
    { firstAtMs: nowMs - 8_000, lastAtMs: nowMs, documentStartedAtMs: START_MS },
  ]);
  expect(evidence.recoveredAtMs).toBe(nowMs - 9_000);
  expect(latest).toMatchObject({ startMs: nowMs - 8_000, lastSeenMs: nowMs });
});

it('does not touch an incident that is over', () => {
  const over = { ...incident, endMs: START_MS + 20_000, ending: 'recovered' as const };
  expect(inTimeOf({ ...known, latest: over }, START_MS - HOUR_MS).latest).toEqual(over);
});
