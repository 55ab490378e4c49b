import { METHODS, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { PROBLEM_SCHEMA, PROBLEM_TYPE, type ProblemKind, problemOf, sendProblem } from './problem.ts';

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
/** Routes that take a body say how much of it. */
const BODY_LIMIT_BYTES = 2048;

export interface ServiceOptions {
  trustedProxies: string[];
  isClosing: () => boolean;
  onError: (error: unknown) => void;
}

/** What every HTTP service of ours has: limits of sockets, and problem documents. Nothing of a request is ever logged. */
export function createService(options: ServiceOptions): FastifyInstance {
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
