import type { Report } from '../../../lib/crowd/report.ts';
import type { Tier } from '../store/store.ts';

/**
 * The tier whose key signed a report's slot and nonce; undefined when none did. While keys are missing that it may have
 * been signed with, nobody knows.
 */
export type Signed = Tier | undefined | 'no-keys';
export type CheckSignature = (report: Report) => Signed | Promise<Signed>;

/** Development only: anybody can count as often as they like. */
export const acceptUnsigned: CheckSignature = () => 1;
