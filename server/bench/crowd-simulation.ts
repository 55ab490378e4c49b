import { cellOf, WORLD_CELL } from '../../lib/crowd/cells.ts';
import { firstMinuteOf, SLOT_MINUTES, slotOfMinute } from '../../lib/crowd/slot.ts';
import { FULL_RATES } from '../src/count/figures.ts';
import { rollUp } from '../src/count/roll-up.ts';
import { directSampling } from '../src/count/sampling.ts';
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
  /** Part of the devices in use that get into trouble in a slot, by their own mistakes or ours. */
  troubleAt: (minute: number, place: Place) => number;
  /** The same, by an outage of X. */
  outageAt?: (minute: number) => number;
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

/** Part of the usual trouble that is there from slot to slot: it is told in the first minute of each. */
const LASTING = 0.5;

/** So the extension spreads its reports of ok (lib/crowd/client/sampling.ts). */
const OK_WITHIN_MINUTES = 8;

const SYMPTOM = 2;
const NO_HISTORY: Record<HistoryWindow, HistoryPoint[]> = { '24h': [], '7d': [], '90d': [] };
/** So many reports of an outage are told one by one: what a detector has to go by. */
const FIRST_REPORTS = 10;

/** A part of a minute is judged when it is over but for this. */
const BEFORE_END_MS = 1000;
const MAX_REPORTS_PER_SECOND = 2000;

export class CrowdSimulation {
  readonly #world: World;
  readonly #random: Random;
  #usual: UsualCrowd;
  #baseline: Baseline;
  #memory: Memory | undefined;
  #counts: Count[] = [];
  readonly #rates = new Map<number, SamplingRates>();
  #minute: number;
  readonly #outageMs: number[] = [];
  #arrived: Count[] = [];
  /** Healthy devices of the panel whose reports are still to come, by the minute in which they do. */
  readonly #coming = new Map<number, Count[]>();
  #troubled = 0;

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

  /** When the first reports of X's outage were in, in ms since 1970. */
  get outageMs(): readonly number[] {
    return this.#outageMs;
  }

  /** Lets hours go by without publishing: they are learnt, drawn as a whole. */
  learnHours(hours: number): HourCount[][] {
    const learnt = Array.from({ length: hours }, () => {
      const counts = PLACES.flatMap((one) => this.#hourOf(one));
      this.#usual = learnCrowdHour(this.#usual, counts);
      this.#minute += 60;
      return counts;
    });
    this.#expect();
    return learnt;
  }

  #hourOf(one: Place): HourCount[] {
    const devices = this.#devicesIn(one, this.#minute) * (60 / SLOT_MINUTES);
    const mean = devices * this.#world.troubleAt(this.#minute, one);
    const problem = this.#random.negativeBinomial(mean, DISPERSION);
    const panelOk = this.#random.poisson(devices / 96);
    const panelProblem = this.#random.binomial(problem, 1 / 96);
    // Of very many not all are asked, and what is learnt of them is as uncertain as that makes it.
    const inUse = PLACES.reduce((sum, other) => sum + this.#devicesIn(other, this.#minute), 0);
    const { problem: rate } = directSampling(false, inUse, MAX_REPORTS_PER_SECOND);
    const others = problem - panelProblem;
    const told = rate < 1 ? this.#random.binomial(others, rate) : others;
    const base = { hour: this.#minute / 60, cell: one.cell, tier: 1 as const };
    return [
      {
        ...base,
        symptom: SYMPTOM,
        isPanel: false,
        n: told,
        devices: told / rate,
      },
      { ...base, symptom: SYMPTOM, isPanel: true, n: panelProblem, devices: panelProblem },
      { ...base, symptom: 0, isPanel: true, n: panelOk, devices: panelOk * 96 },
    ];
  }

  /** Lets hours go by in which no collector was up. */
  skipHours(hours: number): void {
    for (let i = 0; i < hours; i += 1) this.#usual = learnCrowdHour(this.#usual, undefined);
    this.#minute += hours * 60;
  }

  /** What came in within the last minute. */
  get arrived(): readonly Count[] {
    return this.#arrived;
  }

  /** Devices that had trouble in the last minute, whether they told or not. */
  get troubled(): number {
    return this.#troubled;
  }

  /** Devices in use in the slot of the last minute. */
  get devices(): number {
    return PLACES.reduce((sum, one) => sum + this.#devicesIn(one, this.#minute - 1), 0);
  }

  /** Publishes as a minute begins; the first of a slot says how many shall report in it. */
  publish(): Snapshot {
    const snapshot = this.#publish(this.#minute * 60_000);
    const { slot, ...rates } = snapshot.status.sampling;
    this.#rates.set(slot, rates);
    for (const old of this.#rates.keys()) if (old < slot - 8) this.#rates.delete(old);
    return snapshot;
  }

  /** Goes on by a minute, and publishes `times` in it. */
  step(times = 1): Snapshot[] {
    const minute = this.#minute;
    const slot = slotOfMinute(minute);
    if (!this.#rates.has(slot)) this.publish();
    const rates = this.#rates.get(slot) ?? FULL_RATES;
    const { troubleAt, outageAt, forgedAt } = this.#world;
    this.#troubled = 0;
    const trouble = (partOf: (minute: number, place: Place) => number) =>
      PLACES.flatMap((one) => this.#troubleOf(one, partOf(minute, one), rates));
    const ofOutage = new Set(outageAt ? trouble(outageAt) : []);
    const isFirst = minute === firstMinuteOf(slot);
    const toldNow = 1 - LASTING + (isFirst ? LASTING * SLOT_MINUTES : 0);
    const usual = trouble((...at) => troubleAt(...at) * toldNow);
    const ok = this.#coming.get(minute) ?? [];
    this.#coming.delete(minute);
    this.#arrived = [...ok, ...usual, ...ofOutage, ...(forgedAt?.(minute, rates) ?? [])];
    const snapshots = this.#publishing(times, ofOutage);
    if (minute + 1 === firstMinuteOf(slot + 1))
      for (const one of PLACES) for (const count of this.#okOf(one, slot, rates)) this.#spread(count);
    this.#minute += 1;
    if (this.#minute % 60 === 0) this.#expect();
    // An hour's last reports are in ten minutes after it; the next minute rolls it up, and the one after goes by it.
    if (this.#minute % 60 === 12) this.#learnLastHour();
    return snapshots;
  }

  /** A minute's reports come one after the other. */
  #publishing(times: number, ofOutage: ReadonlySet<Count>): Snapshot[] {
    const left = new Map(this.#arrived.map((count) => [count, count.n]));
    return Array.from({ length: times }, (_, part) => {
      const nowMs = this.#minute * 60_000 + (60_000 * (part + 1)) / times - BEFORE_END_MS;
      for (const [count, rest] of left) {
        const n = part + 1 === times ? rest : this.#random.binomial(rest, 1 / (times - part));
        if (n === 0) continue;
        left.set(count, rest - n);
        this.#counts.push({ ...count, n });
        if (ofOutage.has(count) && this.#outageMs.length < FIRST_REPORTS)
          this.#outageMs.push(...Array<number>(n).fill(nowMs));
      }
      return this.#publish(nowMs);
    });
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

  #troubleOf(one: Place, part: number, { ok, problem }: SamplingRates): Count[] {
    const minute = this.#minute;
    const mean = (this.#devicesIn(one, minute) * part) / SLOT_MINUTES;
    const troubled = this.#random.negativeBinomial(mean, DISPERSION);
    this.#troubled += troubled;
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
    const { troubleAt, outageAt } = this.#world;
    const minutes = Array.from({ length: SLOT_MINUTES }, (_, index) => first + index);
    const sum = minutes.reduce((total, each) => total + troubleAt(each, one) + (outageAt?.(each) ?? 0), 0);
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

  #learnLastHour(): void {
    const hour = Math.floor(this.#minute / 60) - 1;
    // Before the start nobody counted.
    if (this.#usual.world.nextHour > hour) return;
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
