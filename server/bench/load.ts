import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createHistogram } from 'node:perf_hooks';
import process, { argv } from 'node:process';
import { encodeReport, NONCE_BYTES, SIGNATURE_BYTES } from '../../lib/crowd/report.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import { encodeRequest } from '../../lib/crowd/tokens/issuance.ts';
import { freshRenewalDay, freshSlots } from '../../lib/crowd/tokens/schedule.ts';
import { MODULUS_BYTES } from '../../lib/crowd/tokens/token-key.ts';

/**
 * Load from a process of its own: `load.ts reports URL SECONDS [TOKENS] [RATE]`, `load.ts reads URL SECONDS [ETAG]` or
 * `load.ts sets URL SECONDS`; prints a {@link LoadResult} as JSON. TOKENS is a file of what begins a report.
 * Without a rate (per second) each connection asks again as soon as it is answered. With one, requests come when they
 * come, and a wait for a free connection counts as a wait for the answer.
 * It writes ready bytes to bare sockets, because it shares the machine with what it measures: a full HTTP client takes
 * as much of the processor as the server.
 */
export interface LoadResult {
  /** Answers by status. */
  statuses: Record<string, number>;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

/** Requests in flight, one on each connection. Reports wait for the disk, so more of them do. */
const CONNECTIONS = { reports: 512, reads: 64, sets: 4 };

const [, , kind, address = '', seconds = '1', more = '', rate] = argv;
if (kind !== 'reports' && kind !== 'reads' && kind !== 'sets')
  throw new Error('the first argument is reports, reads or sets');
const url = new URL(address);

const head = (lines: string[]) => Buffer.from(`${[...lines, `host: ${url.host}`].join('\r\n')}\r\n\r\n`);
const getRequest = head([
  `GET ${url.pathname} HTTP/1.1`,
  ...(kind === 'reads' && more ? [`if-none-match: ${more}`] : []),
]);
const postHead = (length: number) =>
  head([
    `POST ${url.pathname} HTTP/1.1`,
    'content-type: application/octet-stream',
    `content-length: ${length}`,
  ]);
const report = encodeReport({
  slot: slotAt(Date.now()),
  nonce: randomBytes(NONCE_BYTES),
  signature: new Uint8Array(SIGNATURE_BYTES),
  ageMinutes: 0,
  cell: 1,
  symptom: 'empty-feed',
  isPanel: false,
});
const reportHead = postHead(report.length);
const NONCE_AT = 4;
/** Slot, nonce and signature. */
const TOKEN_BYTES = NONCE_AT + NONCE_BYTES + SIGNATURE_BYTES;
const tokens = kind === 'reports' && more ? readFileSync(more) : undefined;
let reports = 0;

/**
 * Another report every time: half of what names it is random, as in earnest, so that rows fall anywhere in the index.
 * Undefined when there are no tokens left.
 */
function reportRequest(): Buffer | undefined {
  const request = Buffer.concat([reportHead, report]);
  const nonce = reportHead.length + NONCE_AT;
  if (tokens) {
    const token = reports * TOKEN_BYTES;
    if (token >= tokens.length) return undefined;
    tokens.copy(request, reportHead.length, token, token + TOKEN_BYTES);
    reports += 1;
    return request;
  }
  request.writeUInt32BE(Math.floor(Math.random() * 2 ** 32), nonce);
  request.writeUInt32BE(reports++, nonce + 4);
  return request;
}

/** A fresh set. Any number below the modulus can be signed, so nothing needs to be blinded here. */
function setRequest(): Buffer {
  const blinded = randomBytes(MODULUS_BYTES).fill(1, 0, 1);
  const slots = freshSlots(Date.now()).map((slot) => ({ slot, blinded }));
  const body = encodeRequest({ day: freshRenewalDay(Date.now()), slots, renewal: blinded });
  return Buffer.concat([postHead(body.length), body]);
}

const nextRequest = { reports: reportRequest, reads: () => getRequest, sets: setRequest }[kind];

const histogram = createHistogram();
const statuses: Record<string, number> = {};
const startMs = performance.now();
const endMs = startMs + Number(seconds) * 1000;
let open = 0;

/** Connections with nothing to do, by how they are told that a request was due at some time. */
const idle: ((dueMs: number) => void)[] = [];
const due: number[] = [];

/** Requests come at random, at so many a second on average. */
function pace(perSecond: number): void {
  let nextMs = startMs;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    while (nextMs < Math.min(nowMs, endMs)) {
      due.push(nextMs);
      nextMs -= (1000 / perSecond) * Math.log(1 - Math.random());
    }
    while (due.length > 0 && idle.length > 0) idle.pop()?.(due.shift() ?? nowMs);
    if (nowMs < endMs || due.length > 0 || idle.length < CONNECTIONS[kind as 'reads']) return;
    clearInterval(timer);
    finish();
    process.exit();
  }, 2);
}

function talk(): void {
  open += 1;
  let waiting: Buffer = Buffer.alloc(0);
  let sentMs = 0;
  const socket = connect(Number(url.port), url.hostname);
  socket.setNoDelay(true);
  const ask = (dueMs = performance.now()): void => {
    const next = nextRequest();
    if (!next) return void socket.end();
    sentMs = dueMs;
    socket.write(next);
  };
  const waitOrAsk = (): void => {
    const dueMs = rate === undefined ? performance.now() : due.shift();
    if (dueMs === undefined) idle.push(ask);
    else ask(dueMs);
  };
  socket.on('connect', waitOrAsk);
  socket.on('data', (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    const headEnd = waiting.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const text = waiting.toString('latin1', 0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (waiting.length < headEnd + 4 + length) return;
    waiting = Buffer.alloc(0);
    const status = text.slice(9, 12);
    const nowMs = performance.now();
    if (nowMs > endMs && rate === undefined) return void socket.end();
    statuses[status] = (statuses[status] ?? 0) + 1;
    histogram.record(Math.max(1, Math.round((nowMs - sentMs) * 1000)));
    return waitOrAsk();
  });
  socket.on('error', (error) => {
    throw error;
  });
  socket.once('close', () => {
    open -= 1;
    if (open === 0) finish();
  });
}

function finish(): void {
  const result: LoadResult = {
    statuses,
    seconds: (Math.min(performance.now(), endMs) - startMs) / 1000,
    p50Ms: histogram.percentile(50) / 1000,
    p99Ms: histogram.percentile(99) / 1000,
  };
  console.log(JSON.stringify(result));
}

for (let i = 0; i < CONNECTIONS[kind]; i += 1) talk();
if (rate !== undefined) pace(Number(rate));
