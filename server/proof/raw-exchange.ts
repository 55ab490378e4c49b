import { connect } from 'node:net';

/** Statuses of the answers to one burst of bytes; the text is kept for complaints. */
export interface RawAnswers {
  statuses: number[];
  text: string;
}

/**
 * Writes bytes to a new connection and half-closes it: whatever the other side made of them, it must answer or hang up
 * and close. Rejects when it has done neither after `withinMs`.
 */
export function rawExchange(port: number, bytes: Uint8Array, withinMs: number): Promise<RawAnswers> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(bytes));
    const giveUp = setTimeout(() => {
      socket.destroy();
      reject(
        new Error(`no end after ${withinMs} ms of ${JSON.stringify(Buffer.from(bytes).toString('latin1'))}`),
      );
    }, withinMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    // Who is refused in the middle of a body may find the connection reset.
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(giveUp);
      const text = Buffer.concat(chunks).toString('latin1');
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
      resolve({ statuses: statuses.filter((status) => status !== 100), text });
    });
  });
}
