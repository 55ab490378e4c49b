import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { problemResponse, sendProblem } from './problem.ts';

/** For whoever runs the service: is it alive, can it take reports, and its numbers. */
export function healthRoutes(app: FastifyInstance, registry: Registry, isReady: () => boolean): void {
  const text = { description: 'Plain text', type: 'string' };
  app.get(
    '/healthz',
    { schema: { summary: 'The process runs', response: { 200: text } } },
    (_request, reply) =>
      reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok\n'),
  );
  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Reports are kept, and what is published is fresh',
        response: { 200: text, 503: problemResponse },
      },
    },
    (_request, reply) =>
      isReady()
        ? reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ready\n')
        : sendProblem(reply, 'unavailable'),
  );
  app.get(
    '/metrics',
    { schema: { summary: 'Numbers for Prometheus', response: { 200: text } } },
    async (_request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .type(registry.contentType)
        .send(await registry.metrics()),
  );
}
