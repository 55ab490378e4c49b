import type { Judgement } from '../../detect/judge.ts';
import type { ReportedSymptom } from '../report.ts';
import { reportedSymptomOf } from './report-symptom.ts';

/** What a verdict comes to for the crowd. Times are when it was seen, not when it was judged. */
export type Seen =
  | { kind: 'trouble'; symptom: ReportedSymptom; sinceMs: number; atMs: number; isOutage: boolean }
  | { kind: 'working'; atMs: number }
  /** It is on the reader's side. */
  | { kind: 'own-side' };

/** Undefined when the verdict tells the crowd nothing. */
export function seenOf(judgement: Judgement): Seen | undefined {
  const { verdict, reason, sights, seenAtMs } = judgement;
  switch (verdict) {
    case 'working':
      return seenAtMs === undefined ? undefined : { kind: 'working', atMs: seenAtMs };
    case 'suspected':
    case 'outage': {
      const symptom = reportedSymptomOf(sights);
      const atMs = judgement.lastTroubleAtMs ?? seenAtMs;
      if (!symptom || atMs === undefined) return undefined;
      return {
        kind: 'trouble',
        symptom,
        sinceMs: judgement.sinceMs ?? atMs,
        atMs,
        isOutage: verdict === 'outage',
      };
    }
    case 'yours':
      // One reader's limit tells nothing, that of many does: X's limits of July 2023 were set to everybody.
      return reason === 'rate-limited' && seenAtMs !== undefined
        ? { kind: 'trouble', symptom: 'rate-limited', sinceMs: seenAtMs, atMs: seenAtMs, isOutage: false }
        : { kind: 'own-side' };
    case 'unknown':
      return undefined;
  }
}
