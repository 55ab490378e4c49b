import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bodies, Body } from '../publish/bodies.ts';
import { HISTORY_WINDOWS, type HistoryWindow } from '../publish/snapshot.ts';
import { problemResponse, sendProblem } from './problem.ts';

/** A cache in between answers almost everybody; when this service is gone it may go on for ten minutes. */
const CACHE = 'public, max-age=15, s-maxage=15, stale-while-revalidate=60, stale-if-error=600';

/** `GET /v1/status`, `/v1/history` and `/v1/incidents`: bodies that were rendered before. */
export function statusRoutes(app: FastifyInstance, bodies: () => Bodies | undefined): void {
  const published = (
    url: string,
    summary: string,
    pick: (all: Bodies, request: FastifyRequest) => Body,
    querystring?: object,
  ) =>
    app.get(
      url,
      {
        schema: {
          summary,
          ...(querystring && { querystring }),
          response: {
            200: { description: 'As of the last few seconds', type: 'object', additionalProperties: true },
            304: { description: 'Nothing new since the given ETag', type: 'null' },
            503: problemResponse,
          },
        },
      },
      (request, reply) => {
        const all = bodies();
        return all ? sendBody(request, reply, pick(all, request)) : sendProblem(reply, 'unavailable');
      },
    );

  published('/v1/status', 'What the crowd sees now', (all) => all.status);
  published('/v1/incidents', 'Outages of the last 90 days, newest first', (all) => all.incidents);
  published(
    '/v1/history',
    'What the crowd saw, oldest first',
    (all, request) => all[`history-${(request.query as { window: HistoryWindow }).window}`],
    {
      type: 'object',
      additionalProperties: false,
      properties: { window: { type: 'string', enum: HISTORY_WINDOWS, default: '24h' } },
    },
  );
}

export function sendBody(request: FastifyRequest, reply: FastifyReply, body: Body): FastifyReply {
  reply.header('cache-control', CACHE).header('etag', body.etag).header('access-control-allow-origin', '*');
  if (matches(request.headers['if-none-match'], body.etag)) return reply.code(304).send();
  return reply.type(body.contentType).send(body.bytes);
}

/** A proxy that compresses makes a weak tag of ours; the content is the same. */
const matches = (header: string | undefined, etag: string) =>
  header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
