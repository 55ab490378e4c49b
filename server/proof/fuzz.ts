import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { slotAt } from '../../lib/crowd/slot.ts';
import { formatTable } from '../../tests/bench/table.ts';
import { spawnCollector } from '../tests/support/child.ts';
import { type HostileRequest, hostileRequest, soundRequest } from './hostile-requests.ts';
import { Ledger } from './ledger.ts';
import { type Memory, memoryOf } from './memory.ts';
import { rawExchange } from './raw-exchange.ts';
import { openDeafReaders, tryPatience } from './slow-clients.ts';
import { readSqlite } from './stored-counts.ts';

/**
 * Throws mutated bytes at a collector in a process of its own, with sound reports in between, then slow clients. Ends
 * with exit code 1 on a 5xx, a crash, memory that grows, a connection that stays or a wrong count.
 * `--requests 100000`, `--seed 1`: the same seed sends the same requests.
 */

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed);
if (!Number.isSafeInteger(requests) || requests < 1 || !Number.isSafeInteger(seed))
  throw new Error('--requests and --seed take whole numbers, for example --requests 5000 --seed 7');

const AT_ONCE = 32;
const PORTION = 2000;
/** Nothing here waits for a time-out: all connections are half-closed by us. */
const ANSWER_WITHIN_MS = 15_000;
/** Until then code is compiled, caches fill and pools find their size. */
const WARM_UP_SHARE = 0.25;
/** Compiled code, feedback and metadata still grow a little after the warm-up; 75,000 leaked requests would be far more. */
const HEAP_GROWTH_BYTES = 6e6;
/** Fragments, SQLite's page cache and young generation come and go. */
const RSS_GROWTH_BYTES = 64e6;

const complaints: string[] = [];
const complain = (words: string) => complaints.length < 20 && complaints.push(words);
const statuses = new Map<number, number>();
const ledger = new Ledger();
/** Times that 200 without content answered a mutated request: a report was in it after all. */
let acknowledgedByChance = 0;

async function send(port: number, { bytes, report }: HostileRequest): Promise<void> {
  if (report) ledger.send(report);
  const answers = await rawExchange(port, bytes, ANSWER_WITHIN_MS).catch((error: Error) => {
    complain(error.message);
    return undefined;
  });
  if (!answers) return;
  const shown = () => JSON.stringify(bytes.toString('latin1'));
  for (const status of answers.statuses) {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 500) complain(`${status} for ${shown()}`);
  }
  if (!report) acknowledgedByChance += answers.text.match(/^content-length: 0\r$/gim)?.length ?? 0;
  else if (answers.statuses.length === 1 && answers.statuses[0] === 200) ledger.acknowledge(report);
  else complain(`${answers.statuses} for the sound report in ${shown()}`);
}

async function sendAll(port: number, all: HostileRequest[]): Promise<void> {
  const queue = all.values();
  const sendOn = async () => {
    for (const request of queue) await send(port, request);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

function compareMemory(before: Memory, after: Memory, when: string): void {
  const heap = after.heapBytes - before.heapBytes;
  const rss = after.rssBytes - before.rssBytes;
  if (heap > HEAP_GROWTH_BYTES) complain(`the heap grew by ${megabytes(heap)} ${when}`);
  if (rss > RSS_GROWTH_BYTES) complain(`memory grew by ${megabytes(rss)} ${when}`);
}

let turn = 0;

/** Sends sound reports one by one for as long as `work` takes; tells the longest time one took, in ms. */
async function servedDuring(port: number, slot: number, work: Promise<unknown>): Promise<number> {
  let [isOver, worstMs] = [false, 0];
  const ended = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    turn += 1;
    const sound = fc.sample(soundRequest(slot), { numRuns: 1, seed: -seed - turn });
    const startMs = performance.now();
    await sendAll(port, sound);
    worstMs = Math.max(worstMs, performance.now() - startMs);
    await sleep(50);
  }
  await ended;
  return Math.round(worstMs);
}

const folder = mkdtempSync(join(tmpdir(), 'feed-canary-fuzz-'));
const collector = await spawnCollector({ DATA_DIR: folder, NODE_OPTIONS: '--inspect=127.0.0.1:0' });
const port = Number(new URL(collector.url).port);
const slot = slotAt(Date.now());
const memory = () => memoryOf(collector.log());
try {
  const startMs = performance.now();
  let warm: Memory | undefined;
  for (let sent = 0; sent < requests; sent += PORTION) {
    const numRuns = Math.min(PORTION, requests - sent);
    await sendAll(port, fc.sample(hostileRequest(slot), { numRuns, seed: seed + sent }));
    if (!warm && sent + numRuns >= requests * WARM_UP_SHARE) warm = await memory();
  }
  const seconds = (performance.now() - startMs) / 1000;
  const after = await memory();
  if (warm) compareMemory(warm, after, 'over the mutated requests');

  const patience = tryPatience(port);
  const slowWorstMs = await servedDuring(port, slot, patience);
  for (const { kind, sockets, closed } of await patience)
    if (closed < sockets) complain(`${sockets - closed} of ${sockets} connections stay open: ${kind}`);
  const deaf = openDeafReaders(port);
  const deafWorstMs = await servedDuring(port, slot, sleep(5000));
  compareMemory(after, await memory(), 'while nobody reads the answers');
  for (const socket of deaf) socket.destroy();

  const audit = ledger.audit(readSqlite(folder));
  if (audit.lost > 0) complain(`${audit.lost} acknowledged reports are not counted`);
  if (ledger.acknowledged < ledger.sent)
    complain(`${ledger.sent - ledger.acknowledged} sound reports were refused`);
  // What reached the store in mutated requests is in nobody's ledger.
  if (audit.strangers > acknowledgedByChance) complain(`${audit.strangers} unknown reports were kept`);
  if (audit.counted !== ledger.acknowledged + audit.strangers)
    complain(`${audit.counted} counted, ${ledger.acknowledged} acknowledged, ${audit.strangers} by chance`);
  if (/"level":"error"/.test(collector.log()))
    complain(`the log complains:\n${collector.log().slice(0, 2000)}`);
  if (collector.process.exitCode !== null) complain('the collector has ended');

  const rows: [string, string][] = [
    ['requests', `${requests} in ${Math.round(seconds)} s, seed ${seed}`],
    [
      'answers',
      [...statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, n]) => `${status}: ${n}`)
        .join(', '),
    ],
    ['sound reports sent / counted', `${ledger.sent} / ${audit.counted - audit.strangers}`],
    ['mutated ones that were reports all the same', String(audit.strangers)],
    ['heap after warm-up / at the end', `${megabytes(warm?.heapBytes ?? 0)} / ${megabytes(after.heapBytes)}`],
    ['RSS after warm-up / at the end', `${megabytes(warm?.rssBytes ?? 0)} / ${megabytes(after.rssBytes)}`],
    ...(await patience).map(({ kind, sockets, closed, lastClosedMs }): [string, string] => [
      `slow client: ${kind}`,
      `${closed} of ${sockets} closed, the last after ${lastClosedMs} ms`,
    ]),
    ['longest report beside slow clients', `${slowWorstMs} ms`],
    ['longest report beside clients that never read', `${deafWorstMs} ms`],
  ];
  console.log(formatTable({ title: 'Hostile requests', columns: [''], rows }));
} catch (error) {
  complain(
    `${error}; the collector ${collector.process.exitCode === null ? 'runs' : `has ended:\n${collector.log()}`}`,
  );
} finally {
  await collector.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
