import type { DocumentLoad } from '../detect/evidence.ts';
import type { NetworkFailure } from '../net/network-failure.ts';

/** A main document of X that did not load. */
export interface FailedLoad {
  /** In ms since 1970. */
  atMs: number;
  failure: NetworkFailure;
}

/** What is recorded of a load; nothing of one that came, or that the reader broke off. */
export const failedLoadOf = ({ atMs, failure }: DocumentLoad): FailedLoad | undefined =>
  failure === 'none' || failure === 'aborted' ? undefined : { atMs, failure };
