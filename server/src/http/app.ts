import { METHODS, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Bodies } from '../publish/bodies.ts';
import type { OpenData } from '../publish/open-data.ts';
import { dataRoutes } from './data-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { PROBLEM_SCHEMA, PROBLEM_TYPE, type ProblemKind, problemOf, sendProblem } from './problem.ts';
import { type ReportRoutes, reportRoutes } from './report-routes.ts';
import { statusRoutes } from './status-routes.ts';

/** A request must have arrived whole after this: a report is one packet. */
const REQUEST_TIMEOUT_MS = 10_000;
/** How often late requests are looked for. */
const TIMEOUT_CHECK_MS = 2_000;
/** Longer than proxies keep idle connections (often 60 s): who closes first must not be us, or reports meet a dead socket. */
const KEEP_ALIVE_MS = 75_000;
const MAX_HEADER_BYTES = 8192;
const MAX_CONNECTIONS = 20_000;
/**
 * Requests of one connection that may wait for their answers to be read. Hardly anybody sends a second one before the
 * first answer. 1,500 fit into one packet from the loopback, and their answers would fill our memory.
 */
const MAX_UNREAD_ANSWERS = 16;
/** No route but that of reports takes a body. */
const BODY_LIMIT_BYTES = 2048;

export interface AppOptions {
  publicUrl: string;
  trustedProxies: string[];
  reports: ReportRoutes;
  bodies: () => Bodies | undefined;
  data: OpenData;
  registry: Registry;
  isReady: () => boolean;
  isClosing: () => boolean;
  onError: (error: unknown) => void;
}

/** The HTTP service: routes and limits. Nothing of a request is ever logged. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: KEEP_ALIVE_MS + REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false, // we answer that ourselves, as a problem document
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (_error, _request, reply) => sendProblem(reply, 'bad-request'),
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  app.addSchema(PROBLEM_SCHEMA);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Feed Canary collector',
        version: '1',
        description: 'Is X down? What the devices that chose to share say, counted.',
      },
      servers: [{ url: options.publicUrl }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `def-${i}`) },
  });

  hangUpOnDeafReaders(app);
  app.addHook('onRequest', async (_request, reply) => {
    if (!options.isClosing()) return undefined;
    reply.header('connection', 'close').header('retry-after', 5);
    return sendProblem(reply, 'unavailable');
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const kind = kindOf(error);
    if (kind === 'internal') options.onError(error);
    return sendProblem(reply, kind);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = METHODS.filter(
      (method) => app.supportedMethods.includes(method) && app.hasRoute({ method, url: path }),
    );
    if (allowed.length === 0) return sendProblem(reply, 'not-found');
    reply.header('allow', allowed.join(', '));
    return sendProblem(reply, 'method-not-allowed');
  });

  await app.register(async (scope) => reportRoutes(scope, options.reports));
  await app.register(async (scope) => statusRoutes(scope, options.bodies));
  await app.register(async (scope) => dataRoutes(scope, options.data));
  await app.register(async (scope) => pageRoutes(scope, options.bodies));
  await app.register(async (scope) => healthRoutes(scope, options.registry, options.isReady));
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return app;
}

function hangUpOnDeafReaders(app: FastifyInstance): void {
  const unread = new WeakMap<Socket, number>();
  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    const n = (unread.get(socket) ?? 0) + 1;
    unread.set(socket, n);
    if (n <= MAX_UNREAD_ANSWERS) return done();
    reply.hijack();
    socket.destroy();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    const { socket } = request.raw;
    unread.set(socket, (unread.get(socket) ?? 1) - 1);
    done();
  });
}

function kindOf({ code, statusCode = 500 }: FastifyError): ProblemKind {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'too-large';
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'not-octets';
  return statusCode < 500 ? 'bad-request' : 'internal';
}

const BROKEN: Record<string, ProblemKind> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** What is no HTTP, or never ends, does not reach a route: it is answered on the bare socket. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(BROKEN[error.code ?? ''] ?? 'bad-request');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
