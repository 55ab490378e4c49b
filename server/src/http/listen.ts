import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How often connections are closed while a service ends. */
const SWEEP_MS = 50;

export interface Listening {
  url: string;
  /** Takes nothing new; resolves when all that was under way is answered. */
  close: () => Promise<void>;
}

/** Lets a service listen; port 0 lets the system choose. */
export async function listen(
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  await app.listen({ host, port });
  const { port: chosen } = app.server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`,
    close: async () => {
      // A connection whose request was under way becomes idle when it is answered, and would keep us for its time-out.
      const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
      await app.close();
      clearInterval(sweep);
    },
  };
}
