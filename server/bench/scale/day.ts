import { CrowdSimulation, USUAL_TROUBLE, usualActivity } from '../crowd-simulation.ts';
import { createRandom } from '../random.ts';

const DAY_MINUTES = 24 * 60;
const MONDAY = Math.floor(Date.UTC(2027, 0, 4) / 60_000);
/** What is usual has been learnt before. */
const LEARNT_HOURS = 2 * 168;
/** An outage in the evening of most: this part of the devices in use cannot read X. */
const OUTAGE = { start: 19 * 60, minutes: 120, trouble: 0.4 };
/** Most meet it as soon as it is there: X is open, and asks for more all the time. */
const RUSH = { minutes: 3, part: 0.75 };
const SLOT_MINUTES = 15;
const WINDOW_MINUTES = 15;
/** Windows that overlap tell little new. */
const LOOK_EVERY_MINUTES = 5;
/** Until the panel of a whole slot is in, and again in the outage until one of its slots is. */
const SETTLE_MINUTES = 60;

/** How near what is published comes to the truth. */
export interface Accuracy {
  looks: number;
  /** Looks at which a share was published. */
  published: number;
  /** Of these, how many had the truth in the stated 95 % interval. */
  covered: number;
  /** Mean distance of the share from the truth, and mean width of the interval. */
  error: number;
  width: number;
}

/** A day in the life of so many installations that share. */
export interface Day {
  installations: number;
  /** Of all of them, in the slot in which most use X. */
  mostInUse: number;
  /** Reports per second: before the outage, in it, and in its busiest minute. */
  calmPerSecond: number;
  outagePerSecond: number;
  peakPerSecond: number;
  reports: number;
  calm: Accuracy;
  outage: Accuracy;
  /** Minutes of calm in which the status was elevated or worse. */
  falseMinutes: number;
  /** From the outage's first minute to the status `outage`. */
  detectedInMinutes: number | undefined;
}

/** Lets days pass, each with other luck, with the collector's own rates, and sums them up. */
export function liveDays(installations: number, days: number): Day {
  const lived = Array.from({ length: days }, (_, index) => liveDay(installations, index + 1));
  const mean = (of: (day: Day) => number) => lived.reduce((sum, day) => sum + of(day), 0) / days;
  const found = lived.map((day) => day.detectedInMinutes).filter((minutes) => minutes !== undefined);
  return {
    installations,
    mostInUse: Math.max(...lived.map((day) => day.mostInUse)),
    calmPerSecond: mean((day) => day.calmPerSecond),
    outagePerSecond: mean((day) => day.outagePerSecond),
    peakPerSecond: Math.max(...lived.map((day) => day.peakPerSecond)),
    reports: mean((day) => day.reports),
    calm: joined(lived.map((day) => day.calm)),
    outage: joined(lived.map((day) => day.outage)),
    falseMinutes: mean((day) => day.falseMinutes),
    detectedInMinutes: found.length < days ? undefined : found.reduce((sum, one) => sum + one, 0) / days,
  };
}

function liveDay(installations: number, seed: number): Day {
  const start = MONDAY + LEARNT_HOURS * 60;
  const isOutage = (minute: number) =>
    minute - start >= OUTAGE.start && minute - start < OUTAGE.start + OUTAGE.minutes;
  const world = {
    installations,
    activityAt: usualActivity,
    troubleAt: () => USUAL_TROUBLE,
    outageAt: (minute: number) => (isOutage(minute) ? OUTAGE.trouble * rush(minute) : 0),
  };
  const simulation = new CrowdSimulation(world, createRandom(seed), MONDAY);
  simulation.learnHours(LEARNT_HOURS);
  const [calm, outage] = [new Looks(), new Looks()];
  const arrived = { calm: 0, outage: 0, most: 0, all: 0 };
  const truth: number[] = [];
  let [mostInUse, falseMinutes] = [0, 0];
  let detectedInMinutes: number | undefined;
  for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
    const [snapshot] = simulation.step();
    const now = start + minute;
    truth.push(simulation.troubled / simulation.devices);
    mostInUse = Math.max(mostInUse, simulation.devices);
    const came = simulation.arrived.reduce((sum, { n }) => sum + n, 0);
    arrived.all += came;
    if (isOutage(now)) arrived.outage += came;
    if (minute < OUTAGE.start) arrived.calm += came;
    arrived.most = Math.max(arrived.most, came);
    if (!snapshot) continue;
    const { status } = snapshot.status;
    const isAlarm = status === 'elevated' || status === 'outage';
    if (isAlarm && minute < OUTAGE.start) falseMinutes += 1;
    if (status === 'outage' && isOutage(now)) detectedInMinutes ??= minute - OUTAGE.start + 1;
    if (minute % LOOK_EVERY_MINUTES !== 0) continue;
    const inWindow = truth.slice(-WINDOW_MINUTES).reduce((sum, part) => sum + part, 0);
    if (minute >= SETTLE_MINUTES && minute < OUTAGE.start) calm.look(snapshot.status, inWindow);
    if (isOutage(now) && minute >= OUTAGE.start + SETTLE_MINUTES) outage.look(snapshot.status, inWindow);
  }
  return {
    installations,
    mostInUse,
    calmPerSecond: arrived.calm / OUTAGE.start / 60,
    outagePerSecond: arrived.outage / OUTAGE.minutes / 60,
    peakPerSecond: arrived.most / 60,
    reports: arrived.all,
    calm: calm.accuracy,
    outage: outage.accuracy,
    falseMinutes,
    detectedInMinutes,
  };
}

/** How much more than on average of a slot is met in this minute of it: devices tell once a slot, early in it. */
function rush(minute: number): number {
  const isEarly = minute % SLOT_MINUTES < RUSH.minutes;
  const [part, minutes] = isEarly ? [RUSH.part, RUSH.minutes] : [1 - RUSH.part, SLOT_MINUTES - RUSH.minutes];
  return (part * SLOT_MINUTES) / minutes;
}

interface Published {
  share: number | null;
  shareLow: number | null;
  shareHigh: number | null;
}

class Looks {
  readonly accuracy: Accuracy = { looks: 0, published: 0, covered: 0, error: 0, width: 0 };

  look({ share, shareLow, shareHigh }: Published, truth: number): void {
    const { accuracy } = this;
    accuracy.looks += 1;
    if (share === null || shareLow === null || shareHigh === null) return;
    // Published with three decimals.
    const isCovered = truth >= shareLow - 0.0005 && truth <= shareHigh + 0.0005;
    const n = accuracy.published;
    accuracy.error = (accuracy.error * n + Math.abs(share - truth)) / (n + 1);
    accuracy.width = (accuracy.width * n + shareHigh - shareLow) / (n + 1);
    accuracy.published += 1;
    if (isCovered) accuracy.covered += 1;
  }
}

function joined(all: readonly Accuracy[]): Accuracy {
  const sum = (of: (one: Accuracy) => number) => all.reduce((total, one) => total + of(one), 0);
  const published = sum((one) => one.published);
  return {
    looks: sum((one) => one.looks),
    published,
    covered: sum((one) => one.covered),
    error: sum((one) => one.error * one.published) / published,
    width: sum((one) => one.width * one.published) / published,
  };
}
