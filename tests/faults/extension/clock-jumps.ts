import 'fake-indexeddb/auto';
import type { Verdict } from '../../../lib/detect/judge.ts';
import { onLoad, onObservation } from '../../../lib/incident/decide.ts';
import type { Incident } from '../../../lib/incident/incident.ts';
import type { Observation } from '../../../lib/observe/observation.ts';
import { updateRecord } from '../../../lib/record/record.ts';
import { DATABASE_NAME } from '../../../lib/record/schema.ts';
import type { Slot } from '../../../lib/timeline/slot.ts';
import { observation, START_MS } from '../../support/reader.ts';
import { outcome, rowsOf } from '../../support/record-rows.ts';
import type { Tried } from '../fault.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HOME = '000000000000aaaa';
/** Ahead, and back. */
const JUMPS_MS = [5 * MINUTE_MS, 60 * MINUTE_MS, DAY_MS, 365 * DAY_MS].flatMap((ms) => [ms, -ms]);
const MOMENTS = ['before the outage', 'in the outage', 'after the outage'] as const;

/** As many as there are jumps and moments for them. */
export const CLOCK_STORIES = JUMPS_MS.length * MOMENTS.length;

/** An outage as it always is: 20 s in sight are enough. */
const TOLD_WITHIN_S = 20;

/**
 * The computer's clock is set to another time, for good, in a day with one outage. It must be told of in time, and be on
 * record once, with an end; a clock that leaps half an hour ahead in the middle looks like a break, and makes two of it.
 */
export async function jumpClockOf(index: number): Promise<Tried> {
  const jumpMs = JUMPS_MS[index % JUMPS_MS.length] ?? 0;
  const moment = MOMENTS[Math.floor(index / JUMPS_MS.length) % MOMENTS.length];
  await outcome(indexedDB.deleteDatabase(DATABASE_NAME));
  const reader = new Reader();
  const complaints: string[] = [];
  const expectVerdict = (expected: Verdict, when: string) => {
    if (reader.verdict !== expected) complaints.push(`${when} it says ${reader.verdict}, not ${expected}`);
  };
  let recoveredInMs = 0;
  const jumpAt = (now: (typeof MOMENTS)[number]) => {
    if (now !== moment) return;
    reader.aheadMs += jumpMs;
    recoveredInMs = -reader.passedMs;
  };
  await reader.load();
  await reader.look('posts', [0, 10, 310]);
  expectVerdict('working', 'at first');

  jumpAt('before the outage');
  await reader.load();
  await reader.look('empty', [2, 5, 10, TOLD_WITHIN_S]);
  expectVerdict('outage', 'in the outage');
  jumpAt('in the outage');
  await reader.load();
  await reader.look('empty', [2, 5, 10, TOLD_WITHIN_S]);
  expectVerdict('outage', 'after a reload');
  await reader.load();
  await reader.look('posts', [0, 10]);
  expectVerdict('working', 'when posts are back');
  jumpAt('after the outage');
  recoveredInMs += reader.passedMs;
  await reader.load();
  await reader.look('posts', [0, 10]);
  expectVerdict('working', 'in the end');

  const incidents = (await rowsOf('incidents')) as Incident[];
  // The morning's: a clock that is a year ahead must not take the history for old.
  const isMorning = (row: unknown) => (row as Slot).startMs < START_MS + 5 * MINUTE_MS;
  const hasMorning = (await rowsOf('slots')).some(isMorning);
  const outages = incidents.filter(({ verdict }) => verdict === 'outage');
  const most = moment === 'in the outage' && jumpMs >= 30 * MINUTE_MS ? 2 : 1;
  for (const { startMs, endMs = Number.NaN } of incidents)
    if (!(endMs >= startMs)) complaints.push(`an incident lasts ${endMs - startMs} ms`);
  return {
    atStake: { count: 2, things: 'incidents and mornings' },
    lost: (outages.length === 0 ? 1 : 0) + (hasMorning ? 0 : 1),
    doubled: Math.max(0, incidents.length - most),
    recoveredInMs: [recoveredInMs],
    complaints: complaints.map((words) => `${jumpMs / MINUTE_MS} minutes ${moment}: ${words}`),
  };
}

/** Somebody at home on X, whose computer has a clock of its own. */
class Reader {
  aheadMs = 0;
  passedMs = 0;
  verdict: Verdict = 'unknown';
  #stretch = 0;
  #documentStartedAtMs = START_MS;

  get #nowMs(): number {
    return START_MS + this.passedMs + this.aheadMs;
  }

  async load(): Promise<void> {
    this.passedMs += 5000;
    const atMs = this.#nowMs;
    this.#documentStartedAtMs = atMs;
    const event = { place: undefined, atMs, retentionDays: 90 };
    await updateRecord(event, (known) => onLoad(known, { tabId: 1, atMs, failure: 'none' }));
  }

  /** A page that tells of the same state after so many seconds in sight each. */
  async look(state: Observation['state'], reportsS: readonly number[]): Promise<void> {
    this.#stretch += 1;
    this.passedMs += 1000;
    const beganMs = this.passedMs;
    for (const visibleS of reportsS) {
      this.passedMs = beganMs + visibleS * 1000;
      const [atMs, visibleMs] = [this.#nowMs, visibleS * 1000];
      const seen = observation({
        state,
        place: HOME,
        stretch: this.#stretch,
        documentStartedAtMs: this.#documentStartedAtMs,
        visibleMs,
      });
      const event = { place: HOME, atMs, retentionDays: 90 };
      const { judgement } = await updateRecord(event, (known) => onObservation(known, seen, 1, atMs));
      this.verdict = judgement.verdict;
    }
  }
}
