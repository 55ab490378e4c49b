import { CELLS } from '../cells.ts';
import type { ReportedSymptom } from '../report.ts';
import { nearestNamed } from '../tokens/named-cells.ts';
import { exampleReport } from './example-report.ts';
import type { Kept, KeptReport, Sharing } from './kept.ts';
import { differingKeys } from './published.ts';
import { waitingReports } from './queue.ts';
import { isInPanel, slotNow } from './sampling.ts';
import type { Seen } from './seen.ts';
import { outerTroubleOf, type SharingTrouble } from './sharing-trouble.ts';
import type { WithheldReason } from './transport.ts';

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

/** What is known on this device of sharing, and of what there is to share now. */
export interface SharingInput {
  kept: Kept;
  isSharing: boolean;
  seesCrowd: boolean;
  /** Why the next question would not be asked, if so. */
  withheld: WithheldReason | undefined;
  /** Nothing can be written, so nothing may be sent. */
  isUnrecorded: boolean;
  seen: Seen | undefined;
  /** The cell this device is in. */
  cell: number;
  nowMs: number;
  randomBytes: (length: number) => Uint8Array;
}

export function sharingView(input: SharingInput): SharingView {
  const { kept, isSharing, seesCrowd, nowMs } = input;
  return {
    isSharing,
    seesCrowd,
    trouble: isSharing ? sharingTroubleOf(input) : undefined,
    slotsLeft: tokensLeft(kept, nowMs),
    waiting: waitingReports(kept).length,
    sent: kept.reports.map(sentReport).sort((a, b) => b.atMs - a.atMs),
    example: exampleOf(input),
  };
}

const tokensLeft = ({ sharing, tokens }: Kept, nowMs: number) =>
  sharing ? tokens.filter(({ slot }) => slot >= slotNow(sharing, nowMs)).length : 0;

/** What the reader can do something about first. */
function sharingTroubleOf({ kept, withheld, isUnrecorded, nowMs }: SharingInput): SharingTrouble | undefined {
  return outerTroubleOf(withheld, isUnrecorded) ?? innerTroubleOf(kept, nowMs);
}

/** What of it the services and their answers have to do with. A silent issuer is no trouble while there are tokens. */
export function innerTroubleOf(kept: Kept, nowMs: number): SharingTrouble | undefined {
  const { sharing } = kept;
  if (!sharing) return undefined;
  if (differingKeys(sharing).length > 0) return 'keys-differ';
  const hasTokens = tokensLeft(kept, nowMs) > 0;
  const isIssuerShown = sharing.issuerTrouble === 'bad-keys' || !hasTokens;
  return (isIssuerShown ? sharing.issuerTrouble : undefined) ?? sharing.collectorTrouble;
}

const sentReport = ({ madeAtMs, symptom, cell, isPanel, state }: KeptReport): SentReport => ({
  atMs: madeAtMs,
  symptom,
  cell: CELLS[cell]?.code ?? '',
  isPanel,
  state,
});

/** Until the issuer has told which cells are large enough to name, the smallest is shown: no report tells more. */
function exampleOf({ kept, seen, cell, nowMs, randomBytes }: SharingInput): SharingView['example'] {
  const { sharing } = kept;
  const named =
    sharing && sharing.namedCells.length > 0 ? nearestNamed(cell, new Set(sharing.namedCells)) : cell;
  const symptom = seen?.kind === 'trouble' ? seen.symptom : 'ok';
  const told = {
    symptom,
    cell: CELLS[named]?.code ?? '',
    isPanel: isDrawn(sharing, nowMs) ?? symptom === 'ok',
  };
  return exampleReport(told, nowMs + (sharing?.clockAheadMs ?? 0), randomBytes);
}

/** Undefined while nothing is drawn for the running slot. */
function isDrawn(sharing: Sharing | undefined, nowMs: number): boolean | undefined {
  const seen = sharing?.slots.find(({ slot }) => slot === slotNow(sharing, nowMs));
  return seen?.rates && isInPanel(seen);
}
