import type { Transport } from '../../lib/crowd/client/transport.ts';
import { Agenda } from '../../scripts/simulate/agenda.ts';
import { Installation } from '../../scripts/simulate/installation.ts';
import { Ledger } from '../../scripts/simulate/ledger.ts';
import { lossyTransport } from '../../scripts/simulate/lossy-transport.ts';
import { startServices } from '../../scripts/simulate/services.ts';
import { PLACES } from '../../server/bench/crowd-simulation.ts';
import { createRandom } from '../../server/bench/random.ts';

/** All that one installation's requests say, and who it was: what the services are not told. */
export interface Seen {
  owner: number;
  to: string;
  body: Uint8Array;
  /** What was answered; empty for reports. */
  answer: Uint8Array;
}

const START_MS = Date.UTC(2026, 2, 9);
const HOUR_MS = 3_600_000;
const STEP_MS = 5 * 60_000;
const DAYS = 7;
const SLOT_MS = 15 * 60_000;
/** X fails every day at these hours, and everybody looks in each quarter of an hour of them. */
const TROUBLE_HOURS = { from: 12, to: 15 };

const isTroubled = (atMs: number) => {
  const hour = (atMs / HOUR_MS) % 24;
  return hour >= TROUBLE_HOURS.from && hour < TROUBLE_HOURS.to;
};

/** A week of several installations in one place, with tokens over the network and reports every day. */
export async function playWeek(installations: number, seed: number): Promise<Seen[]> {
  const agenda = new Agenda(START_MS);
  const nowMs = () => agenda.nowMs;
  const random = createRandom(seed);
  const services = await startServices({ nowMs, maxReportsPerSecond: 2000 });
  const seen: Seen[] = [];
  try {
    const wire = { hosts: services.hosts, loss: 0, random: random.uniform, nowMs, ledger: new Ledger() };
    const [place] = PLACES;
    if (!place) throw new Error('there are no places');
    const people = Array.from({ length: installations }, (_, owner) => {
      const ask = tapped(lossyTransport(wire), owner, seen);
      return new Installation({
        agenda,
        ask,
        random: random.uniform,
        directoryKeys: services.directoryKeys,
        place,
        scenario: {
          about: 'trouble every day',
          startMs: START_MS,
          minutes: DAYS * 24 * 60,
          troubleAt: (atMs) => (isTroubled(atMs) ? 1 : 0),
          sight: { part: 'home-for-you', symptom: 'empty-feed' },
        },
        clockOffMs: 0,
        stock: undefined,
        reserve: undefined,
      });
    });
    await services.published();
    for (const person of people) await person.turnOn();
    const stepMs = (atMs: number) => (isTroubled(atMs) ? STEP_MS : SLOT_MS);
    for (let atMs = START_MS; atMs < START_MS + DAYS * 24 * HOUR_MS; atMs += stepMs(atMs)) {
      await agenda.passTo(atMs);
      await services.published();
      if (isTroubled(atMs) && atMs % SLOT_MS === 0)
        for (const person of people)
          agenda.at(atMs + random.uniform() * (SLOT_MS - STEP_MS), () => person.look(STEP_MS, false));
    }
    return seen;
  } finally {
    await services.close();
  }
}

/** Keeps what goes over the wire. */
const tapped =
  (ask: Transport, owner: number, seen: Seen[]): Transport =>
  async (question) => {
    const outcome = await ask(question);
    if (question.body && outcome.outcome === 'answer' && outcome.status === 200)
      seen.push({ owner, to: question.path, body: question.body, answer: outcome.bytes });
    return outcome;
  };
