import { cellOf, WORLD_CELL } from '../../lib/crowd/cells.ts';
import { firstMinuteOf, SLOT_MINUTES, slotOfMinute } from '../../lib/crowd/slot.ts';
import { rollUp } from '../src/count/roll-up.ts';
import { usualHour } from '../src/detect/usual-hour.ts';
import { nextSnapshot } from '../src/publish/next-snapshot.ts';
import type { Baseline, HistoryPoint, HistoryWindow, Memory, Snapshot } from '../src/publish/snapshot.ts';
import { learnCrowdHour, newUsualCrowd, type UsualCrowd } from '../src/publish/usual-crowd.ts';
import type { Count, HourCount, SamplingRates, Tier } from '../src/store/store.ts';
import type { Random } from './random.ts';

/**
 * A crowd of installations that report to what the collector publishes with: {@link nextSnapshot} itself, minute by
 * minute, with sampling as it directs, roll-up of hours, and learning from them.
 */
export interface World {
  installations: number;
  /** Part of an installation's devices of a cell that use X in a slot. */
  activityAt: (minute: number, place: Place) => number;
  /** Part of the devices in use that get into trouble in a slot, by their own mistakes or X's. */
  troubleAt: (minute: number, place: Place) => number;
  /** Reports that nobody's trouble is behind. */
  forgedAt?: (minute: number, rates: SamplingRates) => Count[];
  /** Part of the devices that are newcomers. */
  newcomers?: number;
}

export interface Place {
  code: string;
  cell: number;
  part: number;
  /** Its clock against UTC's. */
  hoursEast: number;
}

const place = (code: string, part: number, hoursEast: number): Place => ({
  code,
  cell: cellOf(code) ?? WORLD_CELL,
  part,
  hoursEast,
});

/** Where installations are: an assumption. */
export const PLACES: readonly Place[] = [
  place('US', 0.28, -6),
  place('JP', 0.16, 9),
  place('IN', 0.12, 5.5),
  place('GB', 0.08, 0),
  place('BR', 0.08, -3),
  place('ID', 0.06, 7),
  place('TR', 0.05, 3),
  place('FR', 0.05, 1),
  place('DE', 0.05, 1),
  place('001', 0.07, 0),
];

/** A quarter of the installations have X open in the evening's slots, fewer at night and a little more at weekends. */
export function usualActivity(minute: number, { hoursEast }: Place): number {
  const hour = minute / 60 + hoursEast;
  const day = 0.62 + 0.38 * Math.sin((2 * Math.PI * (hour - 14)) / 24);
  const isWeekend = Math.floor(hour / 24 + 4) % 7 >= 5;
  return 0.25 * day * (isWeekend ? 1.1 : 1);
}

/** Part of the devices in use that report trouble in a slot of calm: an assumption, well under what a release may have. */
export const USUAL_TROUBLE = 0.002;
/** How much the reports of a minute vary more than chance: people of one place get into trouble together. */
const DISPERSION = 1.5;

/** So the extension spreads its reports of ok (lib/crowd/client/sampling.ts). */
const OK_WITHIN_MINUTES = 8;

const SYMPTOM = 2;
const NO_HISTORY: Record<HistoryWindow, HistoryPoint[]> = { '24h': [], '7d': [], '90d': [] };
const MAX_REPORTS_PER_SECOND = 2000;

export class CrowdSimulation {
  readonly #world: World;
  readonly #random: Random;
  #usual: UsualCrowd;
  #baseline: Baseline;
  #memory: Memory | undefined;
  #counts: Count[] = [];
  readonly #rates = new Map<number, SamplingRates>();
  /** Healthy devices of the panel whose reports are still to come, by the minute in which they do. */
  readonly #coming = new Map<number, Count[]>();
  #minute: number;
  /** Reports of the last minute. */
  arrived = 0;
  /** Devices that had trouble in the last minute, whether they told or not. */
  troubled = 0;

  constructor(world: World, random: Random, startMinute: number) {
    this.#world = world;
    this.#random = random;
    this.#minute = startMinute;
    this.#usual = newUsualCrowd(startMinute / 60);
    this.#baseline = { hour: 0, nextHour: 0, cells: {}, hours: {} };
  }

  get minute(): number {
    return this.#minute;
  }

  /** Lets hours go by without publishing: they are learnt, drawn as a whole. */
  learnHours(hours: number): void {
    for (let i = 0; i < hours; i += 1) {
      const counts = PLACES.flatMap((one) => this.#hourOf(one));
      this.#usual = learnCrowdHour(this.#usual, counts);
      this.#minute += 60;
    }
    this.#expect();
  }

  #hourOf(one: Place): HourCount[] {
    const devices = this.#devicesIn(one, this.#minute) * (60 / SLOT_MINUTES);
    const mean = devices * this.#world.troubleAt(this.#minute, one);
    const problem = this.#random.negativeBinomial(mean, DISPERSION);
    const panelOk = this.#random.poisson(devices / 96);
    const panelProblem = this.#random.binomial(problem, 1 / 96);
    const base = { hour: this.#minute / 60, cell: one.cell, tier: 1 as const };
    return [
      {
        ...base,
        symptom: SYMPTOM,
        isPanel: false,
        n: problem - panelProblem,
        devices: problem - panelProblem,
      },
      { ...base, symptom: SYMPTOM, isPanel: true, n: panelProblem, devices: panelProblem },
      { ...base, symptom: 0, isPanel: true, n: panelOk, devices: panelOk * 96 },
    ];
  }

  /** Goes on by a minute, and publishes `times` in it. */
  step(times = 1): Snapshot[] {
    const minute = this.#minute;
    const slot = slotOfMinute(minute);
    const rates = this.#memory ? (this.#rates.get(slot) ?? this.#direct(minute)) : this.#direct(minute);
    this.troubled = 0;
    const arriving = [
      ...PLACES.flatMap((one) => this.#troubleOf(one, rates)),
      ...(this.#coming.get(minute) ?? []),
      ...(this.#world.forgedAt?.(minute, rates) ?? []),
    ];
    this.#coming.delete(minute);
    this.arrived = arriving.reduce((sum, { n }) => sum + n, 0);
    const snapshots: Snapshot[] = [];
    for (let part = 1; part <= times; part += 1) {
      // A minute's reports come one after the other.
      for (const count of arriving) {
        const n = part === times ? count.n : this.#random.binomial(count.n, 1 / (times - part + 1));
        count.n -= n;
        if (n > 0) this.#counts.push({ ...count, n });
      }
      snapshots.push(this.#publish(minute * 60_000 + (60_000 * part) / times - 1));
    }
    if ((minute + 1) % SLOT_MINUTES === 0)
      for (const one of PLACES) for (const count of this.#okOf(one, slot, rates)) this.#spread(count);
    this.#minute += 1;
    if (this.#minute % 60 === 0) this.#expect();
    if (this.#minute % 60 === 10) this.#learnLastHour();
    return snapshots;
  }

  #direct(minute: number): SamplingRates {
    const { status } = this.#publish(minute * 60_000);
    const { ok, problem } = status.sampling;
    this.#rates.set(status.sampling.slot, { ok, problem });
    for (const old of this.#rates.keys()) if (old < status.sampling.slot - 8) this.#rates.delete(old);
    return { ok, problem };
  }

  #publish(nowMs: number): Snapshot {
    const { snapshot } = nextSnapshot(this.#memory, {
      nowMs,
      counts: this.#counts.filter(({ minute }) => minute > nowMs / 60_000 - 45),
      rates: this.#rates,
      baseline: this.#baseline,
      history: NO_HISTORY,
      incidents: [],
      maxReportsPerSecond: MAX_REPORTS_PER_SECOND,
    });
    this.#memory = snapshot.memory;
    return snapshot;
  }

  #devicesIn(one: Place, minute: number): number {
    return this.#world.installations * one.part * this.#world.activityAt(minute, one);
  }

  #troubleOf(one: Place, { ok, problem }: SamplingRates): Count[] {
    const minute = this.#minute;
    const mean = (this.#devicesIn(one, minute) * this.#world.troubleAt(minute, one)) / SLOT_MINUTES;
    const troubled = this.#random.negativeBinomial(mean, DISPERSION);
    this.troubled += troubled;
    return this.#byTier(troubled).flatMap(([tier, n]) => {
      const panel = this.#random.binomial(n, ok);
      const others = problem < 1 ? this.#random.binomial(n - panel, problem) : n - panel;
      const base = { minute, cell: one.cell, symptom: SYMPTOM, tier };
      return [
        { ...base, isPanel: true, n: panel },
        { ...base, isPanel: false, n: others },
      ];
    });
  }

  #byTier(n: number): [Tier, number][] {
    const newcomers = this.#random.binomial(n, this.#world.newcomers ?? 0);
    return [
      [0, newcomers],
      [1, n - newcomers],
    ];
  }

  /** Those of the panel that had no trouble say so when the slot has ended. */
  #okOf(one: Place, slot: number, { ok }: SamplingRates): Count[] {
    const first = firstMinuteOf(slot);
    const minutes = Array.from({ length: SLOT_MINUTES }, (_, index) => first + index);
    const sum = minutes.reduce((total, each) => total + this.#world.troubleAt(each, one), 0);
    const troubled = Math.min(1, sum / SLOT_MINUTES);
    const healthy = this.#devicesIn(one, first) * (1 - troubled);
    const minute = first + SLOT_MINUTES - 1;
    return this.#byTier(this.#random.poisson(healthy * ok)).map(([tier, n]) => ({
      minute,
      cell: one.cell,
      symptom: 0,
      tier,
      isPanel: true,
      n,
    }));
  }

  /** Devices report at any time of the first minutes after the slot. */
  #spread(count: Count): void {
    let left = count.n;
    for (let later = 1; later <= OK_WITHIN_MINUTES; later += 1) {
      const n = this.#random.binomial(left, 1 / (OK_WITHIN_MINUTES - later + 1));
      left -= n;
      const minute = this.#minute + later;
      if (n > 0) this.#coming.set(minute, [...(this.#coming.get(minute) ?? []), { ...count, n }]);
    }
  }

  /** Devices in use in the slot of the last minute. */
  get devices(): number {
    return PLACES.reduce((sum, one) => sum + this.#devicesIn(one, this.#minute - 1), 0);
  }

  #learnLastHour(): void {
    const hour = Math.floor(this.#minute / 60) - 1;
    const counts = this.#counts.filter(({ minute }) => Math.floor(minute / 60) === hour);
    this.#usual = learnCrowdHour(this.#usual, rollUp(hour, counts, this.#rates));
    this.#counts = this.#counts.filter(({ minute }) => minute >= this.#minute - 60);
    this.#expect();
  }

  #expect(): void {
    const hour = Math.floor(this.#minute / 60);
    const world = usualHour(this.#usual.world, hour);
    const cells = [...this.#usual.cells].flatMap(([cell, own]) => {
      const usual = usualHour(own, hour);
      return usual ? [[cell, usual] as const] : [];
    });
    this.#baseline = {
      hour,
      nextHour: this.#usual.world.nextHour,
      ...(world && { world }),
      cells: Object.fromEntries(cells),
      hours: {},
    };
  }
}
