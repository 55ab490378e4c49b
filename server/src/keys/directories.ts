import type { KeyObject } from 'node:crypto';
import { dayAt, dayOfSlot } from '../../../lib/crowd/day.ts';
import { TIERS, type Tier } from '../../../lib/crowd/tier.ts';
import {
  digestOf,
  directoryName,
  type KeyDirectory,
  modulusOfSlot,
  openDirectory,
} from '../../../lib/crowd/tokens/directory.ts';
import { DAYS_AHEAD } from '../../../lib/crowd/tokens/schedule.ts';
import { errorFields, type Log } from '../log.ts';
import type { DirectoryCache } from './directory-cache.ts';
import type { FetchDirectory } from './fetch-directory.ts';
import { publicKeyOf } from './token-signature.ts';

/** Reports of a day come until a little after its end. */
const DAYS_BACK = 1;

export interface DirectoriesParts {
  fetchDirectory: FetchDirectory;
  cache: DirectoryCache;
  /** Of which one must have signed. */
  pinned: readonly CryptoKey[];
  log: Log;
}

interface Held {
  directory: KeyDirectory;
  digest: string;
}

/** The key directories of the days around now, fetched from the issuer and checked. */
export class Directories {
  readonly #parts: DirectoriesParts;
  readonly #held = new Map<string, Held>();
  /** Made ready when first used. */
  readonly #keys = new Map<string, KeyObject>();
  /** What others publish of them is not what we got: never used. */
  readonly #distrusted = new Set<string>();
  #lastTrouble = '';

  constructor(parts: DirectoriesParts) {
    this.#parts = parts;
  }

  /** Digests of all that are held, by their names. */
  digests(): Record<string, string> {
    return Object.fromEntries([...this.#held].map(([name, { digest }]) => [name, digest]));
  }

  /** Whether everything is there that the reports of a day can have been signed with. */
  isComplete(day: number): boolean {
    return TIERS.every((tier) => this.#held.has(directoryName({ day, tier })));
  }

  /** The public key of a slot; undefined while its directory is missing. */
  keyOf(slot: number, tier: Tier): KeyObject | undefined {
    const name = `${slot}/${tier}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const held = this.#held.get(directoryName({ day: dayOfSlot(slot), tier }));
    const modulus = held && modulusOfSlot(held.directory, slot);
    const key = modulus && publicKeyOf(modulus);
    if (key) this.#keys.set(name, key);
    return key;
  }

  /** Whether nothing is missing that an issuer has by now: of days that are over it may never have had any. */
  isSettled(nowMs: number): boolean {
    const today = dayAt(nowMs);
    return wantedFrom(today).every((name) => this.#isKnown(directoryName(name)));
  }

  /** Gets what is missing, today's first, and forgets what is over. Never throws: what is missing is tried again. */
  async update(nowMs: number): Promise<void> {
    const today = dayAt(nowMs);
    await this.#forget(today - DAYS_BACK);
    const over = TIERS.map((tier) => ({ day: today - DAYS_BACK, tier }));
    try {
      for (const name of [...wantedFrom(today), ...over])
        if (!this.#isKnown(directoryName(name))) await this.#hold(name);
    } catch (error) {
      this.#complain('key directories cannot be had', errorFields(error));
    }
  }

  #isKnown(name: string): boolean {
    return this.#held.has(name) || this.#distrusted.has(name);
  }

  /**
   * Drops what differs from what is published: an issuer that shows different keys to different people could tell them
   * apart, and collectors that check with different keys would not count the same.
   */
  agreeWith(published: Record<string, string>): void {
    for (const [name, { digest }] of this.#held) {
      if ((published[name] ?? digest) === digest) continue;
      this.#held.delete(name);
      this.#distrusted.add(name);
      for (const key of this.#keys.keys()) this.#keys.delete(key);
      this.#parts.log('error', 'a key directory is not the one that was published', { directory: name });
    }
  }

  async #hold(name: { day: number; tier: Tier }): Promise<void> {
    const { fetchDirectory, cache } = this.#parts;
    const cached = await cache.read(name);
    if (cached && (await this.#open(name, cached)) === undefined) return;
    const fetched = await fetchDirectory(name);
    if (!fetched) return;
    const fault = await this.#open(name, fetched);
    if (fault !== undefined)
      return this.#complain('a key directory is refused', { directory: directoryName(name), fault });
    this.#lastTrouble = '';
    await cache.write(name, fetched);
  }

  /** @returns what is wrong with it, if anything */
  async #open(name: { day: number; tier: Tier }, bytes: Uint8Array): Promise<string | undefined> {
    const directory = await openDirectory(bytes, { ...name, keys: this.#parts.pinned });
    if (typeof directory === 'string') return directory;
    this.#held.set(directoryName(name), { directory, digest: await digestOf(bytes) });
    return undefined;
  }

  async #forget(beforeDay: number): Promise<void> {
    const isOld = (name: string) => Number.parseInt(name, 10) < beforeDay;
    const old = [...this.#held.keys(), ...this.#distrusted].filter(isOld);
    for (const name of old) {
      this.#held.delete(name);
      this.#distrusted.delete(name);
    }
    for (const name of this.#keys.keys())
      if (dayOfSlot(Number.parseInt(name, 10)) < beforeDay) this.#keys.delete(name);
    if (old.length > 0) await this.#parts.cache.forget(beforeDay);
  }

  /** Once for each kind of trouble in a row: an issuer that is away must not fill the log. */
  #complain(event: string, fields: ReturnType<typeof errorFields>): void {
    const trouble = JSON.stringify([event, fields]);
    if (trouble !== this.#lastTrouble) this.#parts.log('warn', event, fields);
    this.#lastTrouble = trouble;
  }
}

/** Today's directories, and those that devices can have tokens of by now. */
const wantedFrom = (today: number): { day: number; tier: Tier }[] =>
  Array.from({ length: DAYS_AHEAD + 1 }, (_, index) => today + index).flatMap((day) =>
    TIERS.map((tier) => ({ day, tier })),
  );
