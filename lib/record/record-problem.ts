/** Why the history cannot be read or written: the disk or quota is full, another page keeps it from an upgrade, or it is damaged. */
export type RecordProblem = 'full' | 'blocked' | 'broken';

/** An open page of an older version does not let go of the database. */
export class UpgradeBlocked extends Error {}

/**
 * What an error of the database means. `broken` is all that no patience mends: no database in this browser at all, one
 * that the browser cannot read, or one of a newer version of ours.
 */
export function recordProblemOf(error: unknown): RecordProblem {
  if (error instanceof UpgradeBlocked) return 'blocked';
  return error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'broken';
}
