import { dayAt } from '../day.ts';
import { MOST_STATUS_BYTES } from '../published-status.ts';
import { NEW, SEASONED, type Tier } from '../tier.ts';
import { retryAfter, STATUS_BACK_OFF } from './back-off.ts';
import { serverTime, withClock } from './clock.ts';
import type { Kept, Sharing } from './kept.ts';
import { isFresh, type PublishedCrowd } from './published-crowd.ts';
import { noteRates, slotNow } from './sampling.ts';
import type { Outcome, Question } from './transport.ts';

/** Directories that are older or further ahead than this are no business of a client's. */
const DAYS_AROUND = 3;

/** Everybody may ask for it; it tells nothing of this device. */
export const STATUS_QUESTION: Question = {
  to: 'collector',
  purpose: 'seeing',
  path: '/v1/status',
  mostBytes: MOST_STATUS_BYTES,
};

/**
 * Goes on after the collector was asked for its status.
 *
 * @param published what the answer was read as; undefined when it is no status
 */
export function onStatusOutcome(
  kept: Kept,
  outcome: Outcome,
  published: PublishedCrowd | undefined,
  nowMs: number,
  random: () => number,
): Kept {
  if (!kept.sharing) return kept;
  const sharing = withClock(kept.sharing, outcome, nowMs);
  const next = published ? onPublished({ ...kept, sharing }, published, nowMs) : { ...kept, sharing };
  // A cache may go on with what it had before the slot began: it has something newer soon.
  const isOfUse = published && !wantsRates(next.sharing ?? sharing, nowMs) && isFresh(published, nowMs);
  if (isOfUse || !next.sharing) return next;
  const failures = sharing.statusRetry?.failures ?? 0;
  const asked = outcome.outcome === 'answer' ? outcome.retryAfterS : undefined;
  const isSilent = !published && outcome.outcome !== 'withheld';
  return {
    ...next,
    sharing: {
      ...next.sharing,
      statusRetry: retryAfter(STATUS_BACK_OFF, { failures }, nowMs, random, asked),
      ...(isSilent && { collectorTrouble: 'collector-unreachable' as const }),
    },
  };
}

/** Takes over what the collector published, whoever asked for it. */
export function onPublished(kept: Kept, { status, asOfMs }: PublishedCrowd, nowMs: number): Kept {
  if (!kept.sharing || asOfMs <= (kept.sharing.published?.atMs ?? Number.NEGATIVE_INFINITY)) return kept;
  const {
    statusRetry: _over,
    collectorTrouble,
    ...sharing
  } = noteRates(kept.sharing, status.sampling, asOfMs);
  const today = dayAt(serverTime(sharing, nowMs));
  const keys = Object.entries<string>(status.keys).filter(
    ([name]) => Math.abs(Number(name.split('/')[0]) - today) <= DAYS_AROUND,
  );
  return {
    ...kept,
    sharing: {
      ...sharing,
      ...(collectorTrouble && collectorTrouble !== 'collector-unreachable' && { collectorTrouble }),
      published: { atMs: asOfMs, crowd: status.status, keys: Object.fromEntries(keys) },
    },
  };
}

/** Whether what was published last is no older than this. */
export const isPublishedWithin = ({ published }: Sharing, forMs: number, nowMs: number): boolean =>
  published !== undefined && published.atMs <= nowMs && nowMs - published.atMs < forMs;

/** X is looked at, and it is not known yet who shall report. */
export const wantsRates = (sharing: Sharing, nowMs: number): boolean =>
  sharing.slots.some(({ slot, rates }) => slot === slotNow(sharing, nowMs) && !rates);

/**
 * Directories of which this device was given another version than everybody, by the digests that are published: it could
 * be known again by them.
 */
export const differingKeys = ({ digests, published }: Sharing): { day: number; tier: Tier }[] =>
  Object.entries(digests)
    .filter(([name, digest]) => (published?.keys[name] ?? digest) !== digest)
    .map(([name]) => {
      const [day, tier] = name.split('/').map(Number);
      return { day: day ?? 0, tier: tier === NEW ? NEW : SEASONED };
    });
