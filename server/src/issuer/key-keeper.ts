import type { KeyObject } from 'node:crypto';
import { dayAt, dayOfSlot, firstSlotOf, SLOTS_PER_DAY, startMsOf } from '../../../lib/crowd/day.ts';
import { GRACE_SECONDS, SLOT_SECONDS } from '../../../lib/crowd/slot.ts';
import { NEW, SEASONED } from '../../../lib/crowd/tier.ts';
import { decodeDirectory, directoryName, encodeDirectory } from '../../../lib/crowd/tokens/directory.ts';
import { DIRECTORY_SIGNATURE_BYTES } from '../../../lib/crowd/tokens/directory-key.ts';
import { DAYS_AHEAD, RENEWABLE_DAYS } from '../../../lib/crowd/tokens/schedule.ts';
import { publicKeyOf } from '../keys/token-signature.ts';
import type { Log } from '../log.ts';
import type { DirectoryKey } from './directory-key.ts';
import type { DirectoryName, IssuerStore, KeptKey } from './issuer-store.ts';
import { type MakeKey, privateBytes, privateKeyIn, type SigningKey, signingKeyOf } from './signing-key.ts';

/** Directories are there a day before anybody may need them: midnight must not find them missing. */
const MADE_DAYS_AHEAD = DAYS_AHEAD + 1;
/** Directories are public, and people may want to check old ones; a month of them takes 1.6 MB. */
const KEPT_DAYS = 30;
/** For so long a lost answer can be had again. */
const ANSWER_KEPT_MS = 3_600_000;
/** Where a day's renewal key is, behind those of its slots. */
const RENEWAL_PLACE = SLOTS_PER_DAY;

export interface KeeperParts {
  store: IssuerStore;
  makeKey: MakeKey;
  directoryKey: DirectoryKey;
  namedCells: ReadonlySet<number>;
  log: Log;
}

/** Makes keys ahead of time, publishes their public halves, and destroys the private ones when nothing may be signed any more. */
export class KeyKeeper {
  readonly #parts: KeeperParts;
  /** Made ready when first used. */
  readonly #signing = new Map<string, { key: SigningKey; untilMs: number }>();
  readonly #renewalPublic = new Map<string, KeyObject>();
  readonly #bodies = new Map<string, Uint8Array>();
  #isStopped = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** A directory as it is served: the same bytes for ever. */
  directory(name: DirectoryName): Uint8Array | undefined {
    return remember(this.#bodies, directoryName(name), () => this.#parts.store.directory(name));
  }

  /** Whether newcomers can have a set. */
  isReady(nowMs: number): boolean {
    const today = dayAt(nowMs);
    return [today, today + 1].every((day) => this.directory({ day, tier: NEW }) !== undefined);
  }

  /** The key of a slot; undefined before it is made and after it is destroyed. */
  slotKey(slot: number, tier: DirectoryName['tier']): SigningKey | undefined {
    const day = dayOfSlot(slot);
    return this.#signingKey({ day, tier }, slot - firstSlotOf(day));
  }

  /** The key of a day's renewals. */
  renewalKey(name: DirectoryName): SigningKey | undefined {
    return this.#signingKey(name, RENEWAL_PLACE);
  }

  /** What renewals of a day are checked with: for days after its private half is gone. */
  renewalPublicKey(name: DirectoryName): KeyObject | undefined {
    return remember(this.#renewalPublic, directoryName(name), () => {
      const bytes = this.directory(name);
      const directory = bytes && decodeDirectory(bytes.subarray(DIRECTORY_SIGNATURE_BYTES), name);
      if (typeof directory !== 'object') return undefined;
      return publicKeyOf(directory.renewalModulus);
    });
  }

  /**
   * Makes the directories that are missing, most urgent first. Each is kept whole or not at all.
   * @param onReady called when newcomers can have a set
   */
  async makeAhead(nowMs: number, onReady: () => void): Promise<void> {
    for (const name of wantedAt(nowMs)) {
      if (this.isReady(nowMs)) onReady();
      if (!this.directory(name)) await this.#make(name, nowMs);
      if (this.#isStopped) return;
    }
  }

  /** Forgets what is of no use any more, private keys above all. */
  forget(nowMs: number): void {
    const today = dayAt(nowMs);
    const destroyed = this.#parts.store.forget({
      keysMs: nowMs,
      answersMs: nowMs - ANSWER_KEPT_MS,
      spentDay: today - RENEWABLE_DAYS,
      directoryDay: today - KEPT_DAYS,
    });
    for (const [place, { untilMs }] of this.#signing) if (untilMs <= nowMs) this.#signing.delete(place);
    for (const kept of [this.#bodies, this.#renewalPublic])
      for (const name of kept.keys()) if (Number.parseInt(name, 10) < today - KEPT_DAYS) kept.delete(name);
    if (destroyed > 0) this.#parts.log('info', 'private keys destroyed', { keys: destroyed });
  }

  /** Begins no further key. */
  stop(): void {
    this.#isStopped = true;
  }

  async #make(name: DirectoryName, nowMs: number): Promise<void> {
    const { store, makeKey, directoryKey, namedCells, log } = this.#parts;
    const made: SigningKey[] = [];
    for (let place = 0; place <= RENEWAL_PLACE; place += 1) {
      if (this.#isStopped) return;
      made.push(signingKeyOf(await makeKey()));
    }
    const moduli = made.map(({ modulus }) => modulus);
    const [renewalModulus = Buffer.of()] = moduli.splice(RENEWAL_PLACE);
    const body = encodeDirectory({ ...name, slotModuli: moduli, renewalModulus, namedCells });
    const kept = made
      .map(({ privateKey }, place): [number, KeptKey] => [
        place,
        { bytes: privateBytes(privateKey), untilMs: untilMsOf(name, place) },
      ])
      .filter(([, { untilMs }]) => untilMs > nowMs);
    store.saveDirectory(name, directoryKey.sign(body), new Map(kept));
    log('info', 'keys made', { day: name.day, tier: name.tier });
  }

  #signingKey(name: DirectoryName, place: number): SigningKey | undefined {
    const known = `${directoryName(name)}/${place}`;
    const kept = remember(this.#signing, known, () => {
      const bytes = this.#parts.store.privateKey(name, place);
      return bytes && { key: signingKeyOf(privateKeyIn(bytes)), untilMs: untilMsOf(name, place) };
    });
    return kept?.key;
  }
}

/** What should be there, in the order in which it is needed. */
function wantedAt(nowMs: number): DirectoryName[] {
  const today = dayAt(nowMs);
  const ahead = Array.from({ length: MADE_DAYS_AHEAD + 1 }, (_, index) => today + index);
  // Newcomers need today and tomorrow at once. Then what reports are checked with, then what is renewed for.
  const urgent = [today, today + 1].map((day) => ({ day, tier: NEW }));
  const rest = ahead.flatMap((day) => [SEASONED, NEW].map((tier) => ({ day, tier })));
  return [...urgent, ...rest];
}

/**
 * When a private half is destroyed. Keys of new devices sign until their slot has ended; those of seasoned ones, and of
 * renewals, until their day begins. A grace is left for requests that are under way.
 */
function untilMsOf({ day, tier }: DirectoryName, place: number): number {
  const isUsedInItsDay = tier === NEW && place < RENEWAL_PLACE;
  const endMs = isUsedInItsDay ? (firstSlotOf(day) + place + 1) * SLOT_SECONDS * 1000 : startMsOf(day);
  return endMs + GRACE_SECONDS * 1000;
}

/** What is known already, or is found out now. What is not there yet is looked for again. */
function remember<Value>(
  known: Map<string, Value>,
  name: string,
  find: () => Value | undefined,
): Value | undefined {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = find();
  if (found !== undefined) known.set(name, found);
  return found;
}
