import type { FastifyInstance } from 'fastify';

/** Lets the routes of a scope take bodies of bytes, up to a size, and no others. */
export function takeOctets(app: FastifyInstance, bodyLimit: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit },
    (_request, body, done) => done(null, body),
  );
}
