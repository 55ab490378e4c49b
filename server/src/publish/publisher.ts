import { slotOfMinute } from '../../../lib/crowd/slot.ts';
import { forgettable } from '../count/retention.ts';
import { lastClosedHour, rollUp } from '../count/roll-up.ts';
import { LEARNT_WEEKS, MIN_WATCHED_MINUTES } from '../detect/thresholds.ts';
import { type UsualHour, usualHour } from '../detect/usual-hour.ts';
import type { Store } from '../store/store.ts';
import { ClockTrust } from './clock-trust.ts';
import { dayHistory, longHistory, stepsOf } from './history.ts';
import { firstMinuteNeeded, type Made, nextSnapshot } from './next-snapshot.ts';
import { publishedKeys } from './published-keys.ts';
import {
  type Baseline,
  INCIDENT_DAYS,
  type Signing,
  SNAPSHOT_FORMAT,
  type Snapshot,
  UNSIGNED,
} from './snapshot.ts';
import { learnCrowdHour, newUsualCrowd, type UsualCrowd } from './usual-crowd.ts';

const HOUR_MINUTES = 60;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;

/** Hours rolled up in one go: a collector that was down for a week must not hold up what it publishes. */
const MAX_HOURS_AT_ONCE = 48;

/** So far may the clocks of several collectors be apart. */
const AHEAD_MS = 30_000;

export interface PublisherOptions {
  store: Store;
  now: () => number;
  /** Milliseconds that have passed since any moment, whatever the clock is set to. */
  passed?: () => number;
  /** A snapshot is made when the newest is as old as this. */
  everyMs: number;
  maxReportsPerSecond: number;
  /** How reports are checked, with the digests of the directories that this collector holds. */
  signing?: () => Signing;
}

/**
 * Keeps the newest snapshot. Whichever collector comes first makes the next one and saves it under the condition that
 * nobody else has; all others read it. So all of them publish the same, and none has to lead.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  #version = 0;
  #snapshot: Snapshot | undefined;
  #purgedMinute = 0;
  readonly #clock = new ClockTrust();
  /** Follows from the hours in the store: every collector learns the same. */
  #usual: UsualCrowd | undefined;
  /** What was thought of the last week's hours before they came. */
  readonly #expected = new Map<number, number>();

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  get snapshot(): Snapshot | undefined {
    return this.#snapshot;
  }

  /** Takes over what others have published, and makes the next snapshot when it is due. */
  async update(): Promise<Snapshot> {
    const { now, passed = () => performance.now() } = this.#options;
    await this.#load();
    const nowMs = now();
    const isTrusted = this.#clock.isTrusted(nowMs, passed());
    // The clock was set back: what was published by the wrong one would stand until it has come so far again.
    if (this.#snapshot && this.#snapshot.atMs > nowMs + AHEAD_MS) this.#snapshot = undefined;
    // A little early rather than one round late: timers are not exact.
    if (this.#snapshot && nowMs - this.#snapshot.atMs < this.#options.everyMs * 0.9) return this.#snapshot;
    const { snapshot, changed } = await this.#make(nowMs);
    const isSaved = await this.#options.store.saveSnapshot(this.#version, {
      body: JSON.stringify(snapshot),
      slot: snapshot.status.sampling.slot,
      rates: snapshot.status.sampling,
      minute: Math.floor(nowMs / 60_000),
      incidents: changed ? [changed] : [],
    });
    if (isSaved) {
      this.#version += 1;
      this.#snapshot = snapshot;
    } else await this.#load();
    await this.#keepHouse(nowMs, isTrusted);
    return this.#snapshot ?? snapshot;
  }

  async #load(): Promise<void> {
    const saved = await this.#options.store.snapshot(this.#version);
    if (!saved) return;
    this.#version = saved.version;
    const read = saved.body === '' ? undefined : (JSON.parse(saved.body) as Snapshot);
    this.#snapshot = read?.format === SNAPSHOT_FORMAT ? read : undefined;
  }

  async #make(nowMs: number): Promise<Made> {
    const { store, maxReportsPerSecond, signing = () => UNSIGNED } = this.#options;
    const { mode, keys } = signing();
    const minute = Math.floor(nowMs / 60_000);
    const first = firstMinuteNeeded(nowMs);
    const [counts, rates, incidents, past] = await Promise.all([
      store.counts(first, minute + 1),
      store.rates(slotOfMinute(first), slotOfMinute(minute) + 1),
      store.incidents(minute - INCIDENT_DAYS * DAY_HOURS * HOUR_MINUTES),
      this.#past(minute),
    ]);
    return nextSnapshot(this.#snapshot?.memory, {
      nowMs,
      counts,
      rates,
      incidents,
      ...past,
      maxReportsPerSecond,
      signing: { mode, keys: publishedKeys(this.#snapshot?.status.keys ?? {}, keys, nowMs) },
    });
  }

  /** What changes by the minute, and what changes by the hour, is made as often and no more. */
  async #past(minute: number): Promise<{ baseline: Baseline; history: Snapshot['history'] }> {
    const { store } = this.#options;
    const old = this.#snapshot;
    if (old && Math.floor(old.atMs / 60_000) === minute)
      return { baseline: old.memory.baseline, history: old.history };
    const hour = Math.floor(minute / HOUR_MINUTES);
    const nextHour = (await store.nextHour()) ?? 0;
    const isNewHour = old?.memory.baseline.hour !== hour || old.memory.baseline.nextHour !== nextHour;
    const long = old && !isNewHour ? undefined : await this.#longPast(minute, hour, nextHour);
    const baseline = long?.baseline ?? old?.memory.baseline ?? { hour, nextHour, cells: {}, hours: {} };
    const [dayStart = minute] = stepsOf('24h', minute);
    const [counts, rates, watched] = await Promise.all([
      store.counts(dayStart, minute + 1),
      store.rates(slotOfMinute(dayStart), slotOfMinute(minute) + 1),
      store.watchedMinutes(dayStart, minute + 1),
    ]);
    const expectedOf = (asked: number) => baseline.hours[asked];
    const day = dayHistory({ nowMinute: minute, counts, rates, watched, expectedOf });
    return {
      baseline,
      history: {
        '24h': day,
        '7d': long?.week ?? old?.history['7d'] ?? [],
        '90d': long?.quarter ?? old?.history['90d'] ?? [],
      },
    };
  }

  async #longPast(minute: number, hour: number, nextHour: number) {
    const { store } = this.#options;
    const [start = minute] = stepsOf('90d', minute);
    const [hours, watched] = await Promise.all([
      store.hourSums(Math.floor(start / HOUR_MINUTES), hour),
      store.watchedMinutes(start, minute + 1),
    ]);
    const baseline = await this.#baseline(hour, nextHour);
    const input = { nowMinute: minute, hours, watched, expectedOf: (asked: number) => baseline.hours[asked] };
    return { baseline, week: longHistory('7d', input), quarter: longHistory('90d', input) };
  }

  async #baseline(hour: number, nextHour: number): Promise<Baseline> {
    const usual = await this.#learn(hour, nextHour);
    const world = usualHour(usual.world, hour);
    const cells = [...usual.cells].map(([cell, own]) => [cell, usualHour(own, hour)] as const);
    for (let asked = usual.world.nextHour; asked <= hour; asked += 1) this.#expect(usual, asked);
    return {
      hour,
      nextHour,
      ...(world && { world }),
      cells: Object.fromEntries(cells.filter(([, own]) => own !== undefined)) as Record<string, UsualHour>,
      hours: Object.fromEntries(this.#expected),
    };
  }

  /** Learns the hours that were rolled up since the last time; after a start, those of the last weeks. */
  async #learn(hour: number, nextHour: number): Promise<UsualCrowd> {
    const { store } = this.#options;
    const isOfThePast = this.#usual && this.#usual.world.nextHour <= hour;
    let usual = (isOfThePast && this.#usual) || newUsualCrowd(Math.max(hour - LEARNT_WEEKS * WEEK_HOURS, 0));
    while (usual.world.nextHour < Math.min(nextHour, hour)) {
      const first = usual.world.nextHour;
      const end = Math.min(first + WEEK_HOURS, nextHour, hour);
      const hours = Array.from({ length: end - first }, (_, index) => first + index);
      const counts = Map.groupBy(await store.hourCounts(hours), (count) => count.hour);
      const watched = await store.watchedMinutes(first * HOUR_MINUTES, end * HOUR_MINUTES);
      for (const learnt of hours) {
        if (learnt >= hour - WEEK_HOURS) this.#expect(usual, learnt);
        const isWatched = (watched.get(learnt) ?? 0) >= MIN_WATCHED_MINUTES;
        usual = learnCrowdHour(usual, isWatched ? (counts.get(learnt) ?? []) : undefined);
      }
    }
    for (const old of this.#expected.keys()) if (old < hour - WEEK_HOURS) this.#expected.delete(old);
    this.#usual = usual;
    return usual;
  }

  #expect({ world }: UsualCrowd, hour: number): void {
    const usual = usualHour(world, hour);
    if (usual) this.#expected.set(hour, usual.count.mean);
  }

  /** Rolls hours up as they close, and forgets, once a minute. */
  async #keepHouse(nowMs: number, isTrusted: boolean): Promise<void> {
    const { store } = this.#options;
    const minute = Math.floor(nowMs / 60_000);
    if (minute === this.#purgedMinute) return;
    const last = lastClosedHour(nowMs);
    const known = (await store.nextHour()) ?? last + 1;
    // Further on only when the clock was ahead: then hours are rolled up again as they come.
    const next = known > last + 1 ? last : known;
    for (let hour = next; hour <= last && hour - next < MAX_HOURS_AT_ONCE; hour += 1) {
      const first = hour * HOUR_MINUTES;
      const counts = await store.counts(first, first + HOUR_MINUTES);
      const rates = await store.rates(slotOfMinute(first), slotOfMinute(first + HOUR_MINUTES));
      await store.saveHour(hour, rollUp(hour, counts, rates));
    }
    if (isTrusted) await store.purge(forgettable(nowMs));
    this.#purgedMinute = minute;
  }
}
