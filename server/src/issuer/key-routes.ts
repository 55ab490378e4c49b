import type { FastifyInstance } from 'fastify';
import { TIERS } from '../../../lib/crowd/tier.ts';
import { sendProblem } from '../http/problem.ts';
import type { DirectoryName } from './issuer-store.ts';

/** A directory never changes. It has no ETag: there is nothing to ask again for. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const RETRY_AFTER_SECONDS = 5;

export interface KeyRoutes {
  directory: (name: DirectoryName) => Uint8Array | undefined;
  /** Whether a directory that is not there will be soon. */
  isExpected: (name: DirectoryName) => boolean;
}

/** `GET /v1/keys/<day>/<tier>`: the public keys of a day, the same bytes for everybody. */
export function keyRoutes(app: FastifyInstance, { directory, isExpected }: KeyRoutes): void {
  app.get('/v1/keys/:day/:tier', (request, reply) => {
    const name = nameIn(request.params as { day: string; tier: string });
    const bytes = name && directory(name);
    if (bytes)
      return reply
        .header('cache-control', FOR_EVER)
        .type('application/octet-stream')
        .send(Buffer.from(bytes));
    if (!name || !isExpected(name)) return sendProblem(reply, 'not-found');
    return sendProblem(reply.header('retry-after', RETRY_AFTER_SECONDS), 'unavailable');
  });
}

/** Written in one way only: caches know a body by its address. */
function nameIn({ day, tier }: { day: string; tier: string }): DirectoryName | undefined {
  const known = TIERS.find((one) => String(one) === tier);
  return /^[1-9]\d{0,8}$/.test(day) && known !== undefined ? { day: Number(day), tier: known } : undefined;
}
