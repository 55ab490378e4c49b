import type { FastifyInstance } from 'fastify';
import { assetNamed, versionOf } from '../page/assets.ts';
import { chooseLanguage } from '../page/languages.ts';
import type { Bodies } from '../publish/bodies.ts';
import { sendProblem } from './problem.ts';
import { sendBody } from './status-routes.ts';

/** Nothing from anywhere else, nothing inline, nobody around it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_WHILE = 'public, max-age=300';

/** `GET /`, the public status page, and what it loads. */
export function pageRoutes(app: FastifyInstance, bodies: () => Bodies | undefined): void {
  app.get(
    '/',
    { schema: { summary: 'The public status page', response: { 503: { $ref: 'Problem#' } } } },
    (request, reply) => {
      const all = bodies();
      if (!all) return sendProblem(reply, 'unavailable');
      const { lang } = request.query as { lang?: unknown };
      const language = chooseLanguage(lang, request.headers['accept-language']);
      reply
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('content-language', language)
        .header('vary', 'accept-language')
        .header('referrer-policy', 'no-referrer')
        .header('x-content-type-options', 'nosniff');
      return sendBody(request, reply, all.page(language));
    },
  );

  app.get('/assets/:name', { schema: { hide: true } }, (request, reply) => {
    const { name } = request.params as { name: string };
    const asset = assetNamed(name);
    if (!asset) return sendProblem(reply, 'not-found');
    const { v } = request.query as { v?: unknown };
    reply.header('x-content-type-options', 'nosniff');
    return sendBody(request, reply, asset, v === versionOf(name) ? FOR_EVER : FOR_A_WHILE);
  });
}
