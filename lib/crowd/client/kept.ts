import type { CrowdStatus } from '../published-status.ts';
import type { ReportedSymptom } from '../report.ts';
import type { Tier } from '../tier.ts';
import type { RenewalToken } from '../tokens/issuance.ts';
import type { SharingTrouble } from './sharing-trouble.ts';

/*
 * All that the client keeps between two events, on this device only. Times are in ms since 1970 by this device's clock
 * unless they say otherwise; slots and days are always the services'.
 */

export interface Kept {
  /** Undefined while nothing is shared. */
  sharing: Sharing | undefined;
  /** In stock, by slot. */
  tokens: readonly SlotToken[];
  /** One for each slot that was reported, by slot: those that wait to be sent, and what was sent in the last days. */
  reports: readonly KeptReport[];
  renewal: RenewalToken | undefined;
  /** A set of tokens that was asked for and has not come. */
  request: TokenRequest | undefined;
}

export const NOTHING_KEPT: Kept = {
  sharing: undefined,
  tokens: [],
  reports: [],
  renewal: undefined,
  request: undefined,
};

/** What sharing goes by from one event to the next. */
export interface Sharing {
  /** How far the services' clock is ahead of this device's, as they told last. */
  clockAheadMs: number;
  /** Those in which X was looked at and that can still be reported. */
  slots: readonly SeenSlot[];
  /** The slot of the last trouble that was reported, until an ok has followed it. */
  troubledSlot?: number;
  published?: PublishedForSharing;
  /** Cells that devices may name, because enough others are in them. */
  namedCells: readonly number[];
  /** Of the key directories this device was given, by day and tier. */
  digests: Readonly<Record<string, string>>;
  /** When the next renewal is due. */
  refill?: { day: number; atMs: number; isPutOff: boolean };
  /** When to ask again after a failure. */
  statusRetry?: Retry;
  issuerRetry?: Retry;
  collectorTrouble?: SharingTrouble;
  issuerTrouble?: SharingTrouble;
}

/** As sharing begins: nothing is known of the services. */
export const newSharing = (): Sharing => ({ clockAheadMs: 0, slots: [], namedCells: [], digests: {} });

/** What the collector published last, as far as sharing goes by it. */
export interface PublishedForSharing {
  /** When it was the collector's newest. */
  atMs: number;
  crowd: CrowdStatus;
  keys: Readonly<Record<string, string>>;
}

export interface Retry {
  atMs: number;
  /** How often it has failed. */
  failures: number;
}

/** Which share of healthy and of troubled devices shall report. */
export interface SamplingRates {
  ok: number;
  problem: number;
}

/** A slot in which X was looked at, with what was drawn for it: once, so that a restart is no second chance. */
export interface SeenSlot {
  slot: number;
  /** From 0 to 1, to be held against the rates, and to spread when ok is reported. */
  draws: { panel: number; asked: number; delay: number };
  /** As the collector directed them within the slot. */
  rates?: SamplingRates;
  /** When X was first seen to work in it. */
  workedAtMs?: number;
  trouble?: SeenTrouble;
}

export interface SeenTrouble {
  symptom: ReportedSymptom;
  sinceMs: number;
  /** It was called an outage: it is told even when it is over by then. */
  isOutage: boolean;
  /** When it is to be reported; undefined when this device is not asked, or not known to be. */
  dueMs?: number;
}

/** Lets this device count once in a slot. */
export interface SlotToken {
  slot: number;
  tier: Tier;
  nonce: Uint8Array;
  signature: Uint8Array;
}

export interface KeptReport {
  slot: number;
  madeAtMs: number;
  symptom: ReportedSymptom;
  cell: number;
  isPanel: boolean;
  state: 'waiting' | 'delivered' | 'dropped';
  /** While it waits: the token it is sent with. It goes with the answer, for it could lead back to the report. */
  unsent?: Unsent;
}

export interface Unsent {
  nonce: Uint8Array;
  signature: Uint8Array;
  /** By the services' clock. */
  onsetMs: number;
  retry: Retry;
}

/** A request for tokens with what takes the blinding off the answer. Kept before it is sent: an answer comes once. */
export interface TokenRequest {
  /** What its new renewal token is bound to. */
  day: number;
  body: Uint8Array<ArrayBuffer>;
  slots: readonly (BlindedMessage & { slot: number; tier: Tier })[];
  renewal: BlindedMessage & { tier: Tier };
  /** The files its messages were blinded under, as they came. */
  directories: readonly { day: number; tier: Tier; bytes: Uint8Array<ArrayBuffer> }[];
}

export interface BlindedMessage {
  nonce: Uint8Array;
  unblinder: Uint8Array;
}
