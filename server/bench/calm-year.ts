import type { BenchResult } from '../../tests/bench/part.ts';
import type { CrowdStatus } from '../src/detect/judge-window.ts';
import { CrowdSimulation, PLACES, type Place, USUAL_TROUBLE, usualActivity } from './crowd-simulation.ts';
import { createRandom, type Random } from './random.ts';

const DAY = 24 * 60;
const START = Math.floor(Date.UTC(2027, 0, 4) / 60_000);
const GROWTH_A_YEAR = 3;
/** Nobody is online on these days of the year, or fewer are. */
const HOLIDAYS = [85, 86, 116, 120, 170, 228, 305, 355, 356, 361];
const HOLIDAY_ACTIVITY = 0.6;
/** One place's provider fails: half of its devices have trouble, for three quarters of an hour. */
const LOCAL_FAILURES = 24;
const LOCAL_MINUTES = 45;
const LOCAL_TROUBLE = 0.5;
/** A release of ours that takes some healthy pages for an outage: it spreads within two days, the next one too. */
const BUG = { day: 120, days: 5, spreadDays: 2, trouble: 0.06 };
/** Everybody asks whether X is down, and looks: five times as many, who have trouble twice as often. */
const VIRAL = { day: 200, hour: 15, hours: 6, riseMinutes: 30, activity: 5, trouble: 2 };

export interface CalmYear {
  installations: number;
  /** How often the world's status became so. */
  elevated: number;
  outage: number;
  minutesElevated: number;
  /** How often a place's did, without a failure there. */
  cellOutages: number;
  /** Local failures that their place's status showed, of those in places that are shown at all. */
  localFound: number;
  /** Days of the year with a world that was elevated or worse. */
  days: number[];
  /** Those with an outage, and places' false outages. */
  outageDays: string[];
  heapGrowthMb: number;
  minutesPerSecond: number;
}

/** A year in which X works, and everything else happens. */
function calmYear(installations: number, seed: number, days = 365): CalmYear {
  const random = createRandom(seed);
  const failures = localFailures(random);
  const dayOf = (minute: number) => Math.floor((minute - START) / DAY);
  const failureAt = (minute: number, place: Place) =>
    failures.find(
      (one) => one.cell === place.cell && minute >= one.start && minute < one.start + LOCAL_MINUTES,
    );
  const slotNoise = noisePerSlot(random);
  const world = {
    installations,
    activityAt: (minute: number, place: Place) =>
      usualActivity(minute, place) *
      GROWTH_A_YEAR ** ((minute - START) / DAY / 365) *
      (HOLIDAYS.includes(dayOf(minute)) ? HOLIDAY_ACTIVITY : 1) *
      (1 + (VIRAL.activity - 1) * viralAt(minute)) *
      slotNoise(minute),
    troubleAt: (minute: number, place: Place) =>
      USUAL_TROUBLE * (1 + (VIRAL.trouble - 1) * viralAt(minute)) +
      BUG.trouble * bugAt(minute) +
      (failureAt(minute, place) ? LOCAL_TROUBLE : 0),
  };
  const simulation = new CrowdSimulation(world, random, START);
  const year: CalmYear = {
    installations,
    elevated: 0,
    outage: 0,
    minutesElevated: 0,
    cellOutages: 0,
    localFound: 0,
    days: [],
    outageDays: [],
    heapGrowthMb: 0,
    minutesPerSecond: 0,
  };
  const seen = new Set<object>();
  let last: CrowdStatus = 'no-data';
  let lastCells = new Map<string, CrowdStatus>();
  let heapAfterWeek = 0;
  const startMs = performance.now();
  while (simulation.minute < START + days * DAY) {
    const { minute } = simulation;
    if (minute === START + 14 * DAY) heapAfterWeek = heapMb();
    const [snapshot] = simulation.step();
    if (!snapshot) continue;
    const { status, cells } = snapshot.status;
    if (status !== last && status === 'elevated' && last !== 'outage') year.elevated += 1;
    if (status !== last && status === 'outage') {
      year.outage += 1;
      year.outageDays.push(`world ${dayOf(minute)}`);
    }
    if (status === 'elevated' || status === 'outage') {
      year.minutesElevated += 1;
      if (year.days.at(-1) !== dayOf(minute)) year.days.push(dayOf(minute));
    }
    for (const one of cells) {
      const place = PLACES.find(({ code }) => code === one.cell);
      const isAlarm = one.status === 'outage' || one.status === 'elevated';
      // What has ended still shows for as long as a window and the time to clear.
      const cause = place && [0, 15, 30, 40].map((ago) => failureAt(minute - ago, place)).find(Boolean);
      if (cause && isAlarm) seen.add(cause);
      if (!cause && one.status === 'outage' && lastCells.get(one.cell) !== 'outage') {
        year.cellOutages += 1;
        year.outageDays.push(`${one.cell} ${dayOf(minute)}`);
      }
    }
    lastCells = new Map(cells.map(({ cell, status: own }) => [cell, own]));
    last = status;
  }
  year.localFound = seen.size;
  year.heapGrowthMb = heapMb() - heapAfterWeek;
  year.minutesPerSecond = (days * DAY) / ((performance.now() - startMs) / 1000);
  return year;
}

function localFailures(random: Random) {
  return Array.from({ length: LOCAL_FAILURES }, () => ({
    cell: PLACES[Math.floor(random.uniform() * (PLACES.length - 1))]?.cell ?? 0,
    start: START + Math.floor((30 + random.uniform() * 330) * DAY),
  }));
}

/** News and weather: a tenth more or less than usual in each slot, at random. */
function noisePerSlot(random: Random): (minute: number) => number {
  let [slot, noise] = [0, 1];
  return (minute) => {
    const now = Math.floor(minute / 15);
    if (now !== slot) [slot, noise] = [now, Math.exp(0.1 * random.normal())];
    return noise;
  };
}

/** 0 to 1: how viral the question is. */
function viralAt(minute: number): number {
  const since = minute - START - VIRAL.day * DAY - VIRAL.hour * 60;
  const left = VIRAL.hours * 60 - since;
  return Math.max(0, Math.min(1, since / VIRAL.riseMinutes, left / VIRAL.riseMinutes));
}

/** 0 to 1: the part of the devices that have the release with the bug. */
function bugAt(minute: number): number {
  const since = (minute - START) / DAY - BUG.day;
  return Math.max(0, Math.min(1, since / BUG.spreadDays, (BUG.days - since) / BUG.spreadDays));
}

function heapMb(): number {
  const { gc } = globalThis;
  if (!gc) throw new Error('heaps can only be compared with node --expose-gc');
  gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

export function runCalmYears(sizes: readonly number[], days: number): BenchResult {
  const years = sizes.map((installations, index) => calmYear(installations, 11 + index, days));
  return {
    tables: [
      {
        title: `${days} days in which X works: holidays, growth, local failures, a release with a bug, a viral day`,
        columns: [
          'false outage',
          'elevated',
          'hours elevated',
          'false outages of a place',
          'local failures found',
          'heap growth, MB',
          'minutes a second',
        ],
        rows: years.map((year) => [
          `${year.installations.toLocaleString('en')} installations`,
          `${year.outage}`,
          `${year.elevated}`,
          (year.minutesElevated / 60).toFixed(0),
          `${year.cellOutages}`,
          `${year.localFound} of ${LOCAL_FAILURES}`,
          year.heapGrowthMb.toFixed(1),
          year.minutesPerSecond.toFixed(0),
        ]),
        notes: [
          `The bug (days ${BUG.day} to ${BUG.day + BUG.days}) makes ${100 * BUG.trouble} % of the devices report; the world is to be elevated then, and no more.`,
          'Heap growth is from the end of the second week to the end of the year.',
        ],
      },
    ],
    figures: { years },
  };
}
