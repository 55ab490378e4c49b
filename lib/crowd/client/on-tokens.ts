import { dayOfSlot, SLOTS_PER_DAY } from '../day.ts';
import { GRACE_SECONDS } from '../slot.ts';
import { SEASONED } from '../tier.ts';
import { areEqual } from '../tokens/bytes.ts';
import { directoryName } from '../tokens/directory.ts';
import { MODULUS_BYTES } from '../tokens/token-key.ts';
import { ISSUER_BACK_OFF, LYING_BACK_OFF, retryAfter } from './back-off.ts';
import { serverTime, withClock } from './clock.ts';
import { type Kept, newSharing, type Sharing, type SlotToken, type TokenRequest } from './kept.ts';
import { pruneTokens } from './prune.ts';
import type { SharingTrouble } from './sharing-trouble.ts';
import type { Directory, TokenSet } from './token-set.ts';
import type { Outcome } from './transport.ts';

const OK = 200;
const TOO_MANY = 429;
/** The renewal token is no good, or was spent on another request, or its answer is no longer kept. */
const IS_SPENT = new Set([403, 409]);
/** What was asked for cannot be had now: the clock was wrong, or it was kept for too long. */
const NOT_IN_SCHEDULE = 422;
const IS_REFUSAL = new Set([400, 413, 415]);
/** Another request is to be made when the time comes. */
const IS_END_OF_REQUEST = new Set([...IS_REFUSAL, NOT_IN_SCHEDULE, TOO_MANY]);

/** A collector that does not vouch for new keys yet will do so soon; one that still does not is no oversight. */
const UNVOUCHED_TROUBLE_AFTER = 3;

/** Shorter is no directory, but a page that a network puts in between. */
const LEAST_DIRECTORY_BYTES = (SLOTS_PER_DAY + 1) * MODULUS_BYTES;

/** What was received as a directory: only what has its size is held against the issuer. */
export const isDirectoryAnswer = (outcome: Outcome): outcome is Outcome & { outcome: 'answer' } =>
  outcome.outcome === 'answer' && outcome.status === OK && outcome.bytes.length >= LEAST_DIRECTORY_BYTES;

/** Asks the issuer again later, and says why. */
export function onIssuerFailure(kept: Kept, outcome: Outcome, nowMs: number, random: () => number): Kept {
  if (!kept.sharing) return kept;
  const sharing = withClock(kept.sharing, outcome, nowMs);
  const asked = outcome.outcome === 'answer' ? outcome.retryAfterS : undefined;
  const failures = sharing.issuerRetry?.failures ?? 0;
  const issuerRetry = retryAfter(ISSUER_BACK_OFF, { failures }, nowMs, random, asked);
  const issuerTrouble = troubleOf(outcome);
  return { ...kept, sharing: { ...sharing, issuerRetry, ...(issuerTrouble && { issuerTrouble }) } };
}

function troubleOf(outcome: Outcome): SharingTrouble | undefined {
  if (outcome.outcome === 'withheld') return undefined; // the settings ask for themselves
  if (outcome.outcome === 'unreachable') return 'issuer-unreachable';
  if (outcome.status === TOO_MANY) return 'issuer-busy';
  if (IS_SPENT.has(outcome.status) || outcome.status === NOT_IN_SCHEDULE) return undefined; // another way is open
  return IS_REFUSAL.has(outcome.status) ? 'refused' : 'issuer-unreachable';
}

/** Keys or signatures are wrong: nothing of it is used, and what was in the making goes. */
export function onLie(kept: Kept, nowMs: number, random: () => number): Kept {
  if (!kept.sharing) return kept;
  const issuerRetry = retryAfter(LYING_BACK_OFF, { failures: 0 }, nowMs, random);
  return {
    ...withoutSpent(kept),
    sharing: { ...kept.sharing, issuerRetry, issuerTrouble: 'bad-keys' },
  };
}

/** Compares directories with what everybody gets, by the digests the collector publishes. */
export function onDirectories(
  kept: Kept,
  received: readonly (Directory & { digest: string })[],
  nowMs: number,
  random: () => number,
): { kept: Kept; areVouchedFor: boolean } {
  const { sharing } = kept;
  if (!sharing) return { kept, areVouchedFor: false };
  const names = received.map(({ read, digest }) => [directoryName(read), digest] as const);
  // Tokens under keys that were given to us alone, and have been taken back since, are marked.
  const isReplaced = new Set(
    names.filter(([name, digest]) => (sharing.digests[name] ?? digest) !== digest).map(([name]) => name),
  );
  const tokens = kept.tokens.filter((token) => !isReplaced.has(directoryNameOf(token)));
  const digests = { ...sharing.digests, ...Object.fromEntries(names) };
  const areVouchedFor = names.every(([name, digest]) => sharing.published?.keys[name] === digest);
  const noted: Sharing = { ...sharing, digests, namedCells: [...(received[0]?.read.namedCells ?? [])] };
  const next = areVouchedFor ? noted : notVouchedFor(noted, nowMs, random);
  return { kept: { ...kept, tokens, sharing: next }, areVouchedFor };
}

function notVouchedFor(sharing: Sharing, nowMs: number, random: () => number): Sharing {
  const failures = sharing.issuerRetry?.failures ?? 0;
  const issuerRetry = retryAfter(ISSUER_BACK_OFF, { failures }, nowMs, random);
  return {
    ...sharing,
    issuerRetry,
    ...(failures >= UNVOUCHED_TROUBLE_AFTER && { issuerTrouble: 'keys-differ' as const }),
  };
}

const directoryNameOf = ({ slot, tier }: SlotToken): string => directoryName({ day: dayOfSlot(slot), tier });

/** Keeps a request before it is sent. */
export function withRequest(kept: Kept, request: TokenRequest): Kept {
  return kept.sharing && !kept.request ? { ...kept, request } : kept;
}

/** The token that a request was to be renewed with is good for nothing any more. */
function withoutSpent(kept: Kept): Kept {
  const isRenewal = kept.request?.renewal.tier === SEASONED;
  return { ...kept, request: undefined, renewal: isRenewal ? undefined : kept.renewal };
}

/** What of a request is left after the issuer has refused it. */
function afterRefusal(kept: Kept, status: number): Kept {
  if (IS_SPENT.has(status)) return withoutSpent(kept);
  return IS_END_OF_REQUEST.has(status) ? { ...kept, request: undefined } : kept;
}

/**
 * Goes on after the issuer was asked for tokens. Without an answer the same request is sent again: the issuer repeats
 * its answer for an hour, so a renewal is not lost with the connection.
 *
 * @param set what was made of the answer; undefined when it cannot be used
 */
export function onRequestOutcome(
  kept: Kept,
  request: TokenRequest,
  outcome: Outcome,
  set: TokenSet | undefined,
  nowMs: number,
  random: () => number,
): Kept {
  // Sharing may have been turned off, and even on again, while the answer was on its way.
  if (!kept.sharing || !kept.request || !areEqual(kept.request.body, request.body)) return kept;
  if (outcome.outcome !== 'answer' || outcome.status !== OK) {
    const left = outcome.outcome === 'answer' ? afterRefusal(kept, outcome.status) : kept;
    return onIssuerFailure(left, outcome, nowMs, random);
  }
  const sharing = withClock(kept.sharing, outcome, nowMs);
  if (!set || !isTimeOf(set, sharing, nowMs)) return onLie({ ...kept, sharing }, nowMs, random);
  return withSet({ ...kept, sharing }, set, nowMs);
}

/** The issuer's word on the time, against the collector's or its own of just before. */
const isTimeOf = ({ serverMs }: TokenSet, sharing: Sharing, nowMs: number): boolean =>
  Math.abs(serverMs - serverTime(sharing, nowMs)) <= GRACE_SECONDS * 1000;

/** Puts a set into the stock. A seasoned token takes the place of a new one; a slot that was reported gets none. */
function withSet(kept: Kept, { tokens, renewal }: TokenSet, nowMs: number): Kept {
  const {
    issuerRetry: _retry,
    issuerTrouble: _over,
    refill: _done,
    ...sharing
  } = kept.sharing ?? newSharing();
  const isReported = new Set(kept.reports.map(({ slot }) => slot));
  const bySlot = new Map([...kept.tokens, ...tokens].map((token) => [token.slot, token]));
  const isNewer = !kept.renewal || renewal.day >= kept.renewal.day;
  const filled: Kept = {
    ...kept,
    sharing,
    tokens: [...bySlot.values()].filter(({ slot }) => !isReported.has(slot)).sort((a, b) => a.slot - b.slot),
    renewal: isNewer ? renewal : kept.renewal,
    request: undefined,
  };
  return pruneTokens(filled, nowMs);
}
