import type { WithheldReason } from './transport.ts';

/** Why nothing is sent although the reader wants it. */
export const SHARING_TROUBLES = [
  'no-host-permission',
  'no-data-consent',
  'no-header-rules',
  'issuer-unreachable',
  'issuer-busy',
  'collector-unreachable',
  'keys-differ',
  'bad-keys',
  'refused',
  'not-recorded',
] as const;
export type SharingTrouble = (typeof SHARING_TROUBLES)[number];

/** What of it this browser knows by itself: a permission that is missing, or that nothing can be written. */
export function outerTroubleOf(
  withheld: WithheldReason | undefined,
  isUnrecorded: boolean,
): SharingTrouble | undefined {
  if (withheld && withheld !== 'not-wanted') return withheld;
  return isUnrecorded ? 'not-recorded' : undefined;
}
