import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Everything that is answered with a problem document (RFC 9457), with its status and what to do about it. */
const PROBLEMS = {
  'not-a-report': [400, 'The body is no report. Its 296 bytes are described in lib/crowd/report.ts.'],
  'not-a-token-request': [
    400,
    'The body asks for no tokens. Its bytes are described in lib/crowd/tokens/issuance.ts.',
  ],
  'revealing-header': [
    400,
    'The request must not carry Origin, Cookie or Authorization: they can tell devices apart. Leave them out.',
  ],
  'bad-request': [400, 'The request cannot be understood. See /openapi.json.'],
  'bad-signature': [403, 'No key of this slot has signed this report.'],
  'bad-renewal': [403, 'No key of this day has signed this renewal token.'],
  'not-found': [404, 'There is nothing here. See /openapi.json.'],
  'method-not-allowed': [405, 'This address does not take this method. See the Allow header.'],
  'request-timeout': [408, 'The request took too long to arrive.'],
  'nonce-spent': [409, 'This nonce was spent on a report that says something else. Do not send it again.'],
  'renewal-spent': [409, 'This renewal token was spent on another request. Do not send it again.'],
  'slot-closed': [410, 'The slot of this report takes no more. Drop it.'],
  'too-large': [413, 'The request is larger than anything this service takes.'],
  'not-octets': [415, 'Send the body as application/octet-stream.'],
  'slot-not-open': [422, 'The slot of this report has not begun. Check the clock against serverTime.'],
  'not-in-schedule': [
    422,
    'Tokens of these slots cannot be had now, or not for this renewal token. Check the clock against serverTime.',
  ],
  'too-many-sets': [
    429,
    'This network has had as many fresh sets as it can have today. Try again after Retry-After seconds.',
  ],
  'too-many-reports': [429, 'Too many reports come from this network. Try again after Retry-After seconds.'],
  'headers-too-large': [431, 'The headers are larger than anything this service takes.'],
  internal: [500, 'Something went wrong here.'],
  unavailable: [
    503,
    'This cannot be done for the moment. Send the same request again after Retry-After seconds.',
  ],
} as const satisfies Record<string, [number, string]>;
export type ProblemKind = keyof typeof PROBLEMS;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export interface Problem {
  /** A name (RFC 4151), not an address. */
  type: string;
  title: string;
  status: number;
  detail: string;
  [extension: string]: unknown;
}

export function problemOf(kind: ProblemKind, extensions: Record<string, unknown> = {}): Problem {
  const [status, detail] = PROBLEMS[kind];
  return {
    type: `tag:feed-canary.example,2026:problem/${kind}`,
    title: STATUS_CODES[status] ?? '',
    status,
    detail,
    ...extensions,
  };
}

export function sendProblem(
  reply: FastifyReply,
  kind: ProblemKind,
  extensions?: Record<string, unknown>,
): FastifyReply {
  const problem = problemOf(kind, extensions);
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem));
}

/** What a route answers with a problem document, for the description of the service. */
export const problemResponse = {
  description: 'A problem document (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
} as const;

export const PROBLEM_SCHEMA = {
  $id: 'Problem',
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
  },
} as const;
