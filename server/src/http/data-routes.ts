import type { FastifyInstance } from 'fastify';
import type { OpenData } from '../publish/open-data.ts';
import { sendProblem } from './problem.ts';
import { sendBody } from './status-routes.ts';

/** A closed day never changes. */
const DAY_CACHE = 'public, max-age=86400, stale-if-error=2592000';

/** `GET /v1/data` and `/v1/data/YYYY-MM-DD.csv`: all that was published, for whoever wants to count for themselves. */
export function dataRoutes(app: FastifyInstance, data: OpenData): void {
  app.get('/v1/data', { schema: { summary: 'Open data: days, columns, licence' } }, (request, reply) =>
    sendBody(request, reply, data.index()),
  );
  app.get(
    '/v1/data/:file',
    {
      schema: {
        summary: 'The published counts of one day (UTC), by hour and cell, as CSV (CC0)',
        params: { type: 'object', properties: { file: { type: 'string', examples: ['2026-11-22.csv'] } } },
        response: {
          200: { description: 'One row for each hour and cell', type: 'string' },
          404: { $ref: 'Problem#' },
        },
      },
    },
    async (request, reply) => {
      const { file } = request.params as { file: string };
      const [, date] = /^(\d{4}-\d\d-\d\d)\.csv$/.exec(file) ?? [];
      const body = date === undefined ? undefined : await data.day(date);
      return body ? sendBody(request, reply, body, DAY_CACHE) : sendProblem(reply, 'not-found');
    },
  );
}
