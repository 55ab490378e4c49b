import { SLOT_MINUTES } from '../../lib/crowd/slot.ts';
import type { BenchResult } from '../../tests/bench/part.ts';
import { RECENT_MINUTES } from '../src/detect/thresholds.ts';
import { FAIR_PER_MINUTE } from '../src/http/network-limit.ts';
import type { Count, SamplingRates, Tier } from '../src/store/store.ts';
import { CrowdSimulation, PLACES, USUAL_TROUBLE, usualActivity } from './crowd-simulation.ts';
import { createRandom, type Random } from './random.ts';

/** Somebody who wants an outage to be published that is none. */
export interface Attacker {
  /** /24 or /48 networks it sends from; undefined: as many as it likes. */
  networks?: number;
  /** Its devices have been renewed for as long as it takes. */
  isSeasoned: boolean;
  /** Sends a slot's reports within the minutes that are judged by themselves, not all over the slot. */
  isBurst?: boolean;
}

/** Sets of tokens that a network can have issued for one day, each good for a report a slot. */
const FRESH_SETS_A_DAY = 64;
/** Seasoned sets grow by as many each day that the attacker has prepared: a month. */
const SEASONED_SETS = 30 * FRESH_SETS_A_DAY;

const START = Math.floor(Date.UTC(2027, 2, 3, 12) / 3_600_000) * 60;
const WARM_UP_HOURS = 8 * 168;
const FIRST_REPORTS = 4;
const GROWTH = 1.2;
const ATTEMPTS = 64;
/** Between attempts, so that each comes out of the blue: what grows slowly is taken for the state of things. */
const QUIET_SLOTS = 8;

export interface Flip {
  /** Forged reports of the slot in which the status flipped; undefined: never. */
  elevated?: number;
  outage?: number;
  /** Honest reports in that slot, and devices in use. */
  honestReports: number;
  devices: number;
}

/**
 * Lets an attacker try with more and more, for a slot each time, spread over all places, with the panel's bit drawn as
 * honest devices draw it.
 */
export function attack(installations: number, attacker: Attacker, seed = 5): Flip {
  const random = createRandom(seed);
  let wanted = 0;
  const sendable = ({ networks, isSeasoned }: Attacker) =>
    networks === undefined ? Infinity : networks * (isSeasoned ? SEASONED_SETS : FRESH_SETS_A_DAY);
  const perSlot = () => Math.min(wanted, sendable(attacker));
  const simulation = new CrowdSimulation(
    {
      installations,
      // The hour of the day is of no matter here: devices and expectations would move with it.
      activityAt: (_minute, place) => usualActivity(START, { ...place, hoursEast: 2 }),
      troubleAt: () => USUAL_TROUBLE,
      forgedAt: (minute, rates) => {
        const sendsIn = attacker.isBurst ? RECENT_MINUTES : SLOT_MINUTES;
        const isSending = minute % SLOT_MINUTES >= SLOT_MINUTES - sendsIn;
        return isSending ? forge(perSlot() / sendsIn, { minute, rates, attacker, random }) : [];
      },
    },
    random,
    START - WARM_UP_HOURS * 60,
  );
  simulation.learnHours(WARM_UP_HOURS);
  for (let minute = 0; minute < 60; minute += 1) simulation.step();
  const [anyPlace] = PLACES;
  const devices = installations * (anyPlace ? usualActivity(START, { ...anyPlace, hoursEast: 2 }) : 0);
  const flip: Flip = { honestReports: 0, devices };
  for (let attempt = 0; attempt < ATTEMPTS && flip.outage === undefined; attempt += 1) {
    const size = FIRST_REPORTS * GROWTH ** attempt;
    if (size > 2 * installations || size > GROWTH * sendable(attacker)) break;
    for (let minute = 0; minute < (1 + QUIET_SLOTS) * SLOT_MINUTES; minute += 1) {
      wanted = minute < SLOT_MINUTES ? size : 0;
      const { status } = simulation.step()[0] ?? {};
      const sent = Math.min(size, sendable(attacker));
      const isRaised = status?.status === 'elevated' || status?.status === 'outage';
      if (isRaised && flip.elevated === undefined) flip.elevated = sent;
      if (status?.status !== 'outage') continue;
      flip.outage ??= sent;
      flip.honestReports = devices * (status.sampling.ok + USUAL_TROUBLE);
    }
  }
  return flip;
}

interface Forging {
  minute: number;
  rates: SamplingRates;
  attacker: Attacker;
  random: Random;
}

function forge(mean: number, { minute, rates, attacker, random }: Forging): Count[] {
  const total = random.poisson(mean);
  // Ingest takes what a network sends beyond its fair part for that of newcomers.
  const trusted = attacker.isSeasoned
    ? Math.min(total, FAIR_PER_MINUTE * (attacker.networks ?? Infinity))
    : 0;
  const tiers: [Tier, number][] = [
    [1, trusted],
    [0, total - trusted],
  ];
  return tiers.flatMap(([tier, sum]) => {
    let left = sum;
    return PLACES.flatMap(({ cell, part }, index) => {
      const n = index === PLACES.length - 1 ? left : Math.min(left, random.poisson(sum * part));
      left -= n;
      const panel = random.binomial(n, rates.ok);
      const base = { minute, cell, symptom: 2, tier };
      return [
        { ...base, isPanel: true, n: panel },
        { ...base, isPanel: false, n: n - panel },
      ];
    });
  });
}

const ATTACKERS: [name: string, attacker: Attacker][] = [
  ['1 network, new tokens', { networks: 1, isSeasoned: false }],
  ['10 networks, new tokens', { networks: 10, isSeasoned: false }],
  ['100 networks, new tokens', { networks: 100, isSeasoned: false }],
  ['1 network, seasoned', { networks: 1, isSeasoned: true }],
  ['10 networks, seasoned', { networks: 10, isSeasoned: true }],
  ['100 networks, seasoned', { networks: 100, isSeasoned: true }],
  ['any networks, seasoned', { isSeasoned: true }],
  ['1 network, seasoned, in bursts', { networks: 1, isSeasoned: true, isBurst: true }],
  ['10 networks, seasoned, in bursts', { networks: 10, isSeasoned: true, isBurst: true }],
  ['100 networks, seasoned, in bursts', { networks: 100, isSeasoned: true, isBurst: true }],
  ['any networks, seasoned, in bursts', { isSeasoned: true, isBurst: true }],
];

export function runAttacks(sizes: readonly number[]): BenchResult {
  const results = sizes.flatMap((installations) =>
    ATTACKERS.map(([name, attacker]) => ({ installations, name, ...attack(installations, attacker) })),
  );
  const count = (value: number | undefined) => (value === undefined ? 'never' : value.toFixed(0));
  const part = (value: number | undefined, of: number) =>
    value === undefined ? '' : `${((100 * value) / of).toFixed(1)} %`;
  return {
    tables: [
      {
        title: 'Forged reports a slot at which the world’s status flips',
        columns: ['to elevated', 'to outage', 'of all reports', 'of devices in use'],
        rows: results.map(({ installations, name, elevated, outage, honestReports, devices }) => [
          `${installations.toLocaleString('en')} installations, ${name}`,
          count(elevated),
          count(outage),
          part(outage, honestReports + (outage ?? 0)),
          part(outage, devices),
        ]),
        notes: [
          `A network can have ${FRESH_SETS_A_DAY} new sets of tokens, or ${SEASONED_SETS} seasoned ones after a month; never: not with what it can have.`,
          'The attacker knows the rules, spreads over places and over the slot or its last minutes, and draws the panel’s bit as honest devices do.',
        ],
      },
    ],
    figures: { results },
  };
}
