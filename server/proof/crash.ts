import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../tests/bench/machine.ts';
import { spreadOf } from '../../tests/bench/spread.ts';
import { formatTable } from '../../tests/bench/table.ts';
import { canRepeat, type Fault, SCENES, type Scene } from './faults.ts';
import { Ledger } from './ledger.ts';
import { Senders } from './senders.ts';

/**
 * Breaks the collector and its stores under load, and holds what they count against what was acknowledged. Ends with
 * exit code 1 when a report was lost or doubled. `--quick` for a short form; `--kills 3`, `--restarts 3`,
 * `--failovers 1` set how often; `--only sqlite` takes the faults whose names hold the word.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    restarts: { type: 'string' },
    failovers: { type: 'string' },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
});

const kills = triesOf('kills', 20, 2);
const restarts = triesOf('restarts', 10, 2);
const failovers = triesOf('failovers', 10, 1);
const TRIES: Record<Fault, number> = {
  'kill -9 of the collector, SQLite': kills,
  'kill -9 of the collector, PostgreSQL': kills,
  'kill -9 of PostgreSQL, restart': restarts,
  'kill -9 of the standby, restart': restarts,
  'kill -9 of the primary, failover': failovers,
};

/** Load before a blow: at least until the first batches are through, then at a moment nobody chose. */
const LOAD_MS = { least: 300, most: 1200 };
const RECOVER_WITHIN_MS = 60_000;
/** Load after the recovery. */
const AFTER_MS = 200;

function triesOf(name: 'kills' | 'restarts' | 'failovers', usual: number, quick: number): number {
  const text = values[name];
  if (text === undefined) return values.quick ? quick : usual;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, for example --${name} ${usual}`);
  return Number(text);
}

interface Result {
  sent: number;
  acknowledged: number;
  counted: number;
  lost: number;
  doubled: number;
  refused: number;
  unanswered: number;
  recoveredInMs: number[];
  /** Anything else that must not be. */
  complaints: string[];
}

/** As many blows as a scene takes, each under load and each with its audit. */
async function play(scene: Scene, blows: number): Promise<Result> {
  const ledger = new Ledger();
  const senders = new Senders(scene.url, ledger);
  const recoveredInMs: number[] = [];
  const complaints: string[] = [];
  let [lost, doubled, counted] = [0, 0, 0];
  for (let blow = 1; blow <= blows; blow += 1) {
    senders.start();
    await sleep(LOAD_MS.least + Math.random() * (LOAD_MS.most - LOAD_MS.least));
    await scene.strike();
    const recovered = senders.nextAcknowledgement();
    const orderedAtMs = performance.now();
    await scene.mend();
    const recoveredAtMs = await Promise.race([
      recovered,
      sleep(RECOVER_WITHIN_MS, undefined, { ref: false }),
    ]);
    if (recoveredAtMs === undefined) throw new Error('it does not recover');
    recoveredInMs.push(recoveredAtMs - orderedAtMs);
    await sleep(AFTER_MS);
    await senders.stop();
    const audit = ledger.audit(await scene.stored());
    lost = Math.max(lost, audit.lost);
    doubled = Math.max(doubled, audit.doubled);
    counted = audit.counted;
    if (audit.strangers > 0) complaints.push(`${audit.strangers} nullifiers that nobody sent`);
  }
  const { refused, unanswered, surprises } = senders.tally;
  for (const [status, n] of surprises) complaints.push(`${n} answers of ${status}`);
  const { sent, acknowledged } = ledger;
  if (acknowledged < sent) complaints.push(`${sent - acknowledged} reports were never acknowledged`);
  return { sent, acknowledged, counted, lost, doubled, refused, unanswered, recoveredInMs, complaints };
}

async function tryFault(fault: Fault, tries: number): Promise<Result[]> {
  const results: Result[] = [];
  for (let left = tries; left > 0; ) {
    const scene = await SCENES[fault]();
    const blows = canRepeat(fault) ? left : 1;
    try {
      results.push(await play(scene, blows));
    } finally {
      await scene.remove();
    }
    left -= blows;
  }
  return results;
}

const machine = describeMachine();
console.log(`${new Date().toISOString()}, ${machine.cores} cores, ${machine.model}, ${machine.system}\n`);

const rows: [string, ...string[]][] = [];
const complaints: string[] = [];
for (const fault of Object.keys(SCENES) as Fault[]) {
  const tries = TRIES[fault];
  if (tries === 0 || !fault.toLowerCase().includes(values.only.toLowerCase())) continue;
  console.error(`${fault}: ${tries} times …`);
  const results = await tryFault(fault, tries);
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0);
  const recovered = spreadOf(results.flatMap(({ recoveredInMs }) => recoveredInMs));
  const [lost, doubled] = [sum((result) => result.lost), sum((result) => result.doubled)];
  if (lost + doubled > 0) complaints.push(`${fault}: ${lost} lost, ${doubled} doubled`);
  for (const result of results) complaints.push(...result.complaints.map((words) => `${fault}: ${words}`));
  rows.push([
    fault,
    ...[
      tries,
      sum(({ sent }) => sent),
      sum(({ acknowledged }) => acknowledged),
      sum(({ counted }) => counted),
      lost,
      doubled,
      sum(({ refused }) => refused),
      sum(({ unanswered }) => unanswered),
    ].map(String),
    `${Math.round(recovered.median)} (${Math.round(recovered.max)})`,
  ]);
}

console.log(
  formatTable({
    title: 'Crashes under load',
    columns: [
      'tries',
      'sent',
      'acknowledged',
      'counted',
      'lost',
      'doubled',
      '503',
      'no answer',
      'recovered in ms (max)',
    ],
    rows,
    notes: [
      'Recovered: from the order to restart or promote until the first report sent after the blow was acknowledged.',
    ],
  }),
);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
