import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What somebody sends who wants to hold a connection for ever. */
const SLOW: Record<string, { start: string; drop: string }> = {
  'says nothing': { start: '', drop: '' },
  'headers without end': { start: 'GET /v1/status HTTP/1.1\r\nhost: x\r\n', drop: 'a: b\r\n' },
  'a body without end': {
    start:
      'POST /v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\ncontent-length: 296\r\n\r\n',
    drop: 'x',
  },
  'chunks without end': {
    start:
      'POST /v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\ntransfer-encoding: chunked\r\n\r\n',
    drop: '1\r\nx\r\n',
  },
};
const SOCKETS_OF_A_KIND = 100;
const DROP_EVERY_MS = 1000;
/** Time-out of a request, plus the round in which it is noticed, plus room for a busy machine. */
const CLOSED_WITHIN_MS = 20_000;

/** Asks for much and reads nothing. */
const READERS = 50;
const ASKED_AT_ONCE = 2000;

export interface SlowResult {
  kind: string;
  sockets: number;
  closed: number;
  lastClosedMs: number;
}

/** Opens slow connections of all kinds, and tells when the other side had closed them. */
export async function tryPatience(port: number): Promise<SlowResult[]> {
  return Promise.all(
    Object.entries(SLOW).map(([kind, { start, drop }]) => holdOpen(port, kind, start, drop)),
  );
}

async function holdOpen(port: number, kind: string, start: string, drop: string): Promise<SlowResult> {
  const startMs = performance.now();
  const result = { kind, sockets: SOCKETS_OF_A_KIND, closed: 0, lastClosedMs: 0 };
  const sockets = Array.from({ length: SOCKETS_OF_A_KIND }, () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(start));
    socket.on('error', () => {});
    socket.resume();
    const drops = setInterval(() => drop && socket.writable && socket.write(drop), DROP_EVERY_MS);
    socket.once('close', () => {
      clearInterval(drops);
      if (performance.now() - startMs > CLOSED_WITHIN_MS) return;
      result.closed += 1;
      result.lastClosedMs = Math.round(performance.now() - startMs);
    });
    return socket;
  });
  while (result.closed < sockets.length && performance.now() - startMs < CLOSED_WITHIN_MS) await sleep(100);
  for (const socket of sockets) socket.destroy();
  return result;
}

/** Opens connections that ask for the largest answer again and again and never read one. */
export function openDeafReaders(port: number): Socket[] {
  const request = 'GET /v1/history?window=90d HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(ASKED_AT_ONCE);
  return Array.from({ length: READERS }, () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('error', () => {});
    return socket.pause();
  });
}
