import type { ReportedSymptom } from '../../../lib/crowd/report.ts';
import { slotOfMinute } from '../../../lib/crowd/slot.ts';
import type { Status } from '../../src/publish/snapshot.ts';
import type { TestCollector } from './collector.ts';
import { cell, MINUTE_MS, reportBytes } from './reports.ts';

/** Browsers with X open all day, by place; so few in Denmark that nothing of them may be shown. */
const CROWD = { US: 900, IN: 600, GB: 493, DK: 7 } as const;
type Place = keyof typeof CROWD;
const PLACES = Object.keys(CROWD) as Place[];
const DEVICES = PLACES.reduce((sum, place) => sum + CROWD[place], 0);

/** An outage as it really is. Minutes since 1970. */
export interface TrueOutage {
  startMinute: number;
  endMinute: number;
  /** Of all devices. */
  share: number;
  symptom: ReportedSymptom;
}

/** What was sent of one slot and place. */
export interface Sent {
  slot: number;
  place: Place;
  symptom: ReportedSymptom;
  /** Devices the report stands for, by the rate the status asked for. */
  devices: number;
}

/** Troubled devices speak up in the first minutes of a slot, or of their trouble. */
const SPREAD_MINUTES = 5;
const BATCH = 64;

/**
 * A crowd that does as the status says, and sends through HTTP. There is no chance in it: who is in the panel goes by
 * turns, so that what must come out can be told exactly.
 */
export class SimulatedCrowd {
  readonly sent: Sent[] = [];
  readonly #collector: TestCollector;
  readonly #outage: TrueOutage;
  /** The rates of the slots so far, as the status gave them. */
  readonly #rates = new Map<number, { ok: number; problem: number }>();
  readonly #troubled = new Map<number, number[]>();
  #turn = 0;

  constructor(collector: TestCollector, outage: TrueOutage) {
    this.#collector = collector;
    this.#outage = outage;
  }

  async status(): Promise<Status> {
    return (await this.#collector.get('/v1/status')).json() as Promise<Status>;
  }

  /** Lets time pass up to a minute: sends what is due, and waits until it is published. */
  async passTo(minute: number): Promise<void> {
    const { clock } = this.#collector;
    const from = Math.floor(clock.nowMs / MINUTE_MS) + 1;
    clock.nowMs = minute * MINUTE_MS;
    if (!this.#rates.has(slotOfMinute(minute))) {
      const { sampling } = await this.#published();
      this.#rates.set(sampling.slot, sampling);
    }
    const reports = [];
    for (let at = from; at <= minute; at += 1) reports.push(...this.#troubleOf(at), ...this.#healthyOf(at));
    for (let i = 0; i < reports.length; i += BATCH)
      await Promise.all(reports.slice(i, i + BATCH).map((report) => this.#post(report)));
    // One more round, with these reports in it.
    clock.nowMs += 30_000;
    await this.#published();
  }

  async #published(): Promise<Status> {
    const { clock } = this.#collector;
    for (;;) {
      const status = await this.status();
      if (Date.parse(status.updatedAt) === clock.nowMs) return status;
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  /** One device a minute errs; in the outage each affected one speaks once a slot. */
  #troubleOf(minute: number) {
    const { startMinute, endMinute, share, symptom } = this.#outage;
    const slot = slotOfMinute(minute);
    if (minute < startMinute || minute >= endMinute)
      return [this.#report(slot, minute % DEVICES, 'timeline-error', minute)];
    const since = minute - Math.max(startMinute, slot * 15);
    if (since >= SPREAD_MINUTES) return [];
    const affected = Math.round(DEVICES * share);
    return Array.from({ length: Math.ceil((affected - since) / SPREAD_MINUTES) }, (_, index) =>
      this.#report(slot, index * SPREAD_MINUTES + since, symptom, minute),
    );
  }

  /** Healthy devices of the panel say so in the minute after their slot. */
  #healthyOf(minute: number) {
    const slot = slotOfMinute(minute) - 1;
    const rates = this.#rates.get(slot);
    if (minute % 15 !== 1 || !rates) return [];
    const troubled = new Set(this.#troubled.get(slot));
    const healthy = Array.from({ length: DEVICES }, (_, device) => device).filter((d) => !troubled.has(d));
    const every = Math.round(1 / rates.ok);
    return healthy
      .filter((_device, index) => index % every === 0)
      .map((device) => this.#report(slot, device, 'ok', minute));
  }

  #report(slot: number, device: number, symptom: ReportedSymptom, minute: number) {
    const rates = this.#rates.get(slot) ?? { ok: 1, problem: 1 };
    const isOk = symptom === 'ok';
    if (!isOk) this.#troubled.set(slot, [...(this.#troubled.get(slot) ?? []), device]);
    this.#turn += isOk ? 0 : 1;
    const isPanel = isOk || this.#turn % Math.round(1 / rates.ok) === 0;
    const place = placeOf(device);
    this.sent.push({ slot, place, symptom, devices: isOk ? 1 / rates.ok : 1 });
    const ageMinutes = isOk ? 0 : Math.floor(this.#collector.clock.nowMs / MINUTE_MS) - minute;
    return reportBytes({ slot, cell: cell(place), symptom, isPanel, ageMinutes });
  }

  async #post(report: Uint8Array<ArrayBuffer>): Promise<void> {
    const { status } = await this.#collector.post(report);
    if (status !== 200) throw new Error(`a report was answered with ${status}`);
  }
}

/** Devices are dealt out so that each part of them is spread over the places alike. */
function placeOf(device: number): Place {
  const spot = (device * 1009) % DEVICES;
  let end = 0;
  for (const place of PLACES) {
    end += CROWD[place];
    if (spot < end) return place;
  }
  return 'US';
}
