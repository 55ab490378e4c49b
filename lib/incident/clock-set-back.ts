import { lastSeenAtMs, movedBack } from '../detect/evidence.ts';
import type { Known } from './decide.ts';
import { type Incident, isOpen } from './incident.ts';

/** So far may a time lie ahead: small corrections of a clock are no harm. */
const AHEAD_MS = 60_000;

/** What is known, as if the computer's clock had always gone as it goes now: nothing of it lies in the future. */
export function inTimeOf(known: Known, nowMs: number): Known {
  const { evidence, latest, crowd } = known;
  const aheadMs = Math.max(lastSeenAtMs(evidence) ?? 0, evidence.recoveredAtMs ?? 0) - nowMs;
  return {
    ...known,
    ...(aheadMs > AHEAD_MS && { evidence: movedBack(evidence, aheadMs) }),
    ...(isOpen(latest) && latest.lastSeenMs > nowMs + AHEAD_MS && { latest: moved(latest, nowMs) }),
    ...(crowd && crowd.atMs > nowMs + AHEAD_MS && { crowd: undefined }),
  };
}

const moved = (incident: Incident, lastSeenMs: number): Incident => ({
  ...incident,
  startMs: incident.startMs - (incident.lastSeenMs - lastSeenMs),
  lastSeenMs,
});
