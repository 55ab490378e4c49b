import { connect, createServer, type Socket } from 'node:net';

/** An address that stays while the server behind it changes: what a virtual IP or a proxy does in earnest. */
export interface StableAddress {
  port: number;
  /** Ends all connections; new ones go to `port` on the loopback. */
  pointTo: (port: number) => void;
  close: () => void;
}

export async function openStableAddress(firstTarget: number): Promise<StableAddress> {
  let target = firstTarget;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    from.pipe(to).pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    pointTo: (port) => {
      target = port;
      endAll();
    },
    close: () => {
      server.close();
      endAll();
    },
  };
}
