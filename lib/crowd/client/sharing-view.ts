import type { ReportedSymptom } from '../report.ts';

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

/** A report of the last seven days, as this browser remembers it. */
export interface SentReport {
  atMs: number;
  symptom: ReportedSymptom;
  /** ISO 3166 for a country, UN M49 for a region or the world. */
  cell: string;
  isPanel: boolean;
  state: 'waiting' | 'delivered' | 'dropped';
}

/** What the faces show of sharing. */
export interface SharingView {
  isSharing: boolean;
  seesCrowd: boolean;
  trouble: SharingTrouble | undefined;
  /** Tokens in stock. */
  slotsLeft: number;
  /** Reports in the queue. */
  waiting: number;
  /** Newest first. */
  sent: SentReport[];
  /** What a report sent now would hold. */
  example: {
    bytes: Uint8Array;
    slotStartMs: number;
    symptom: ReportedSymptom;
    cell: string;
    isPanel: boolean;
  };
}
