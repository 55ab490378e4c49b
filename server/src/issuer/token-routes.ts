import type { FastifyInstance, FastifyReply } from 'fastify';
import { MAX_REQUEST_BYTES } from '../../../lib/crowd/tokens/issuance.ts';
import { takeOctets } from '../http/octets.ts';
import { sendProblem } from '../http/problem.ts';
import { isRevealing } from '../http/revealing-headers.ts';
import type { IssuanceRefusal, Issued } from './issuance.ts';

const RETRY_AFTER_SECONDS = 5;

export interface TokenRoutes {
  issue: (body: Uint8Array, address: string) => Promise<Issued | IssuanceRefusal>;
  now: () => number;
  count: (result: Issued['kind'] | IssuanceRefusal['kind']) => void;
}

/** `POST /v1/tokens`: answers with blind signatures, in answers that differ by nothing else. */
export function tokenRoutes(app: FastifyInstance, { issue, now, count }: TokenRoutes): void {
  takeOctets(app, MAX_REQUEST_BYTES);
  app.post(
    '/v1/tokens',
    {
      onRequest: async (request, reply) =>
        isRevealing(request) ? sendProblem(reply, 'revealing-header') : undefined,
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.of();
      const outcome = await issue(body, request.ip);
      count(outcome.kind);
      if (!('bytes' in outcome)) return refuse(reply, outcome, now());
      return reply
        .header('cache-control', 'no-store')
        .type('application/octet-stream')
        .send(Buffer.from(outcome.bytes));
    },
  );
}

function refuse(reply: FastifyReply, refusal: IssuanceRefusal, nowMs: number): FastifyReply {
  switch (refusal.kind) {
    case 'malformed':
      return sendProblem(reply, 'not-a-token-request', { field: refusal.fault });
    case 'not-in-schedule':
      return sendProblem(reply, 'not-in-schedule', { serverTime: Math.floor(nowMs / 1000) });
    case 'not-signed':
      return sendProblem(reply, 'bad-renewal');
    case 'spent':
      return sendProblem(reply, 'renewal-spent');
    case 'too-many':
      return sendProblem(reply.header('retry-after', refusal.retryAfterSeconds), 'too-many-sets');
    case 'unavailable':
      return sendProblem(reply.header('retry-after', RETRY_AFTER_SECONDS), 'unavailable');
  }
}
