import fastify from 'fastify';
import { REPORT_BYTES } from '../../lib/crowd/report.ts';

/** The ceiling: takes bodies as the collector does and answers, and does nothing else. */
const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser(
  'application/octet-stream',
  { parseAs: 'buffer', bodyLimit: REPORT_BYTES },
  (_request, body, done) => done(null, body),
);
app.post('/v1/reports', (_request, reply) => reply.code(200).send());
console.log(`listening on ${await app.listen({ host: '127.0.0.1', port: 0 })}`);
