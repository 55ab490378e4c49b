import { connect, createServer, type Socket } from 'node:net';

/** An address that stays while the server behind it changes: what a virtual IP or a proxy does in earnest. */
export interface StableAddress {
  port: number;
  /** Ends all connections; new ones go to `port` on the loopback. */
  pointTo: (port: number) => void;
  /** Passes nothing on and ends nothing, as a network does that is gone; until {@link speak}. */
  silence: () => void;
  speak: () => void;
  /** Ends connections in the middle of whatever they do, each after so many ms on average; until the result is called. */
  tear: (afterMs: number) => () => void;
  close: () => void;
}

const TEAR_EVERY_MS = 10;

export async function openStableAddress(firstTarget: number): Promise<StableAddress> {
  let target = firstTarget;
  let isSilent = false;
  const pairs = new Map<Socket, Socket>();
  const server = createServer((from) => {
    const to = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      pairs.set(socket, other);
      socket.on('error', () => {});
      socket.once('close', () => {
        pairs.delete(socket);
        other.destroy();
      });
      if (!isSilent) socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const endAll = () => {
    for (const socket of pairs.keys()) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    pointTo: (port) => {
      target = port;
      endAll();
    },
    silence: () => {
      isSilent = true;
      for (const [socket, other] of pairs) socket.unpipe(other).pause();
    },
    speak: () => {
      isSilent = false;
      for (const [socket, other] of pairs) socket.pipe(other);
    },
    tear: (afterMs) => {
      const tearing = setInterval(() => {
        for (const socket of pairs.keys()) if (Math.random() < TEAR_EVERY_MS / afterMs / 2) socket.destroy();
      }, TEAR_EVERY_MS);
      return () => clearInterval(tearing);
    },
    close: () => {
      server.close();
      endAll();
    },
  };
}
