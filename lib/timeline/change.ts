import type { Part } from '../detect/finding.ts';
import type { Judgement, Reason, Verdict } from '../detect/judge.ts';

/** From this moment on another verdict, reason or scope held. */
export interface Change {
  /** In ms since 1970. */
  atMs: number;
  verdict: Verdict;
  reason?: Reason;
  /** The failing parts of X, in alphabetical order. */
  parts: Part[];
}

/** The change a judgement brings; undefined when it says the same as the last change on record. */
export function changeBy(
  { verdict, reason, sights }: Judgement,
  atMs: number,
  last: Change | undefined,
): Change | undefined {
  const parts = [...new Set(sights.map((sight) => sight.part))].sort();
  const isSame =
    last?.verdict === verdict && last.reason === reason && last.parts.join(' ') === parts.join(' ');
  return isSame ? undefined : { atMs, verdict, ...(reason && { reason }), parts };
}
