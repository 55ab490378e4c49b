import { GRACE_SECONDS, SLOT_SECONDS, slotAt } from '../slot.ts';
import { NEW } from '../tier.ts';
import { deviceTime, serverTime } from './clock.ts';
import type { Kept, SamplingRates, SeenSlot, SeenTrouble, Sharing } from './kept.ts';
import type { Seen } from './seen.ts';

const SLOT_MS = SLOT_SECONDS * 1000;
const GRACE_MS = GRACE_SECONDS * 1000;

/** Trouble is told within this time, at random, so that those who met it together do not tell it together. */
const TELL_WITHIN_MS = { from: 5_000, to: 20_000 };
/** Of newcomers later, or the hour in which somebody got the first tokens would tell which reports are theirs. */
const NEWCOMERS_TELL_WITHIN_MS = { from: 60_000, to: 300_000 };
/** Ok goes out in this time after the slot; the rest of the grace is for retries. */
const OK_WITHIN_MS = GRACE_MS - 2 * 60_000;

export const slotStartMs = (slot: number): number => slot * SLOT_MS;
const slotEndMs = (slot: number): number => slotStartMs(slot + 1);

/** The slot of now. */
export const slotNow = (sharing: Sharing, nowMs: number): number => slotAt(serverTime(sharing, nowMs));

/** Whether a slot's reports are still taken. */
export const isOpen = (sharing: Sharing, slot: number, nowMs: number): boolean =>
  serverTime(sharing, nowMs) <= slotEndMs(slot) + GRACE_MS;

export const isInPanel = ({ draws, rates }: SeenSlot): boolean =>
  rates !== undefined && draws.panel < rates.ok;

/** The panel reports whatever it sees; of the others so many are asked for trouble as the collector can bear. */
const isAskedForTrouble = (seen: SeenSlot): boolean =>
  isInPanel(seen) || (seen.rates !== undefined && seen.draws.asked < seen.rates.problem);

/** Notes what was seen in the slot it was seen in. */
export function noteSeen(sharing: Sharing, seen: Seen, nowMs: number, random: () => number): Sharing {
  if (seen.kind === 'own-side') return withoutSuspicion(sharing);
  const slot = slotAt(serverTime(sharing, seen.atMs));
  if (slot > slotNow(sharing, nowMs) || !isOpen(sharing, slot, nowMs)) return sharing;
  const known = sharing.slots.find((one) => one.slot === slot) ?? newSlot(slot, random);
  if (seen.kind === 'trouble')
    return withSlot(sharing, { ...known, trouble: troubleOf(sharing, known, seen) });
  return withoutSuspicion(withSlot(sharing, { ...known, workedAtMs: known.workedAtMs ?? seen.atMs }));
}

const newSlot = (slot: number, random: () => number): SeenSlot => ({
  slot,
  draws: { panel: random(), asked: random(), delay: random() },
});

const withSlot = (sharing: Sharing, seen: SeenSlot): Sharing => ({
  ...sharing,
  slots: [...sharing.slots.filter(({ slot }) => slot !== seen.slot), seen].sort((a, b) => a.slot - b.slot),
});

/** Trouble that goes on from the slot before begins, for this one, when it was first seen in it. */
function troubleOf(
  sharing: Sharing,
  { slot, trouble: known }: SeenSlot,
  { symptom, sinceMs, atMs, isOutage }: Seen & { kind: 'trouble' },
): SeenTrouble {
  const beganInSlot = serverTime(sharing, sinceMs) >= slotStartMs(slot);
  return {
    ...known,
    symptom,
    sinceMs: known?.sinceMs ?? (beganInSlot ? sinceMs : atMs),
    isOutage: isOutage || known?.isOutage === true,
  };
}

/** It was nothing, or nothing of X's: what is not told yet and was never called an outage is not told. */
const withoutSuspicion = (sharing: Sharing): Sharing => ({
  ...sharing,
  slots: sharing.slots.map((seen) => {
    const { trouble, ...rest } = seen;
    return trouble === undefined || trouble.isOutage ? seen : rest;
  }),
});

/** Takes over the rates that the collector directed at some time, for the slot of that time. Within it they never change. */
export function noteRates(sharing: Sharing, rates: SamplingRates, atMs: number): Sharing {
  const directed = slotNow(sharing, atMs);
  return {
    ...sharing,
    slots: sharing.slots.map((seen) => (seen.slot === directed && !seen.rates ? { ...seen, rates } : seen)),
  };
}

/** Sets when trouble is told, once this device knows that it is asked, and has a token to tell it with. */
export function planTrouble(kept: Kept, nowMs: number, random: () => number): Kept {
  const { sharing } = kept;
  if (!sharing) return kept;
  const slots = sharing.slots.map((seen) => {
    const { slot, trouble } = seen;
    const token = kept.tokens.find((one) => one.slot === slot);
    if (!trouble || trouble.dueMs !== undefined || !token || !isAskedForTrouble(seen)) return seen;
    const { from, to } = token.tier === NEW ? NEWCOMERS_TELL_WITHIN_MS : TELL_WITHIN_MS;
    return { ...seen, trouble: { ...trouble, dueMs: nowMs + from + random() * (to - from) } };
  });
  return { ...kept, sharing: { ...sharing, slots } };
}

/** What a slot gives to report, and when it is due; undefined when that is nothing so far. */
export function dueOf(
  sharing: Sharing,
  seen: SeenSlot,
): { what: 'trouble' | 'ok'; atMs: number } | undefined {
  const { slot, trouble, workedAtMs, rates, draws } = seen;
  if (trouble) return trouble.dueMs === undefined ? undefined : { what: 'trouble', atMs: trouble.dueMs };
  if (workedAtMs === undefined || !rates) return undefined;
  const isRecovery = sharing.troubledSlot !== undefined && sharing.troubledSlot < slot;
  if (!isInPanel(seen) && !isRecovery) return undefined;
  // Not before the slot has ended: its only token must be left for trouble that may still come.
  const atMs = deviceTime(sharing, slotEndMs(slot) + draws.delay * OK_WITHIN_MS);
  return { what: 'ok', atMs };
}

/** The longest that a report is planned ahead. */
export const MOST_AHEAD_MS = SLOT_MS + GRACE_MS;
