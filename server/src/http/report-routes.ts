import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REPORT_BYTES } from '../../../lib/crowd/report.ts';
import type { ReportResult } from '../metrics.ts';
import { admit, countedAs, type Refusal } from '../report/admission.ts';
import type { CheckSignature } from '../report/signature.ts';
import type { Outcome } from '../store/group-commit.ts';
import type { AdmittedReport } from '../store/store.ts';
import type { NetworkLimit } from './network-limit.ts';
import { takeOctets } from './octets.ts';
import { problemResponse, sendProblem } from './problem.ts';
import { isRevealing } from './revealing-headers.ts';

const RETRY_AFTER_SECONDS = 5;

export interface ReportRoutes {
  /** Resolves when the report is on disk. */
  keep: (report: AdmittedReport) => Promise<Outcome>;
  checkSignature: CheckSignature;
  limit: NetworkLimit;
  now: () => number;
  count: (result: ReportResult) => void;
}

/** `POST /v1/reports`: refuses what is cheap to refuse first, and answers 200 when the report is on disk. */
export function reportRoutes(app: FastifyInstance, options: ReportRoutes): void {
  const { keep, checkSignature, limit, now, count } = options;
  takeOctets(app, REPORT_BYTES);

  const refuse = (
    reply: FastifyReply,
    ...[kind, extensions]: [Parameters<typeof sendProblem>[1], Record<string, unknown>?]
  ) => {
    count('refused');
    return sendProblem(reply, kind, extensions);
  };

  const beUnavailable = (reply: FastifyReply) => {
    count('unavailable');
    reply.header('retry-after', RETRY_AFTER_SECONDS);
    return sendProblem(reply, 'unavailable');
  };

  app.route({
    method: 'POST',
    url: '/v1/reports',
    schema: {
      summary: 'Counts one anonymous report',
      description:
        'The body is one report of 296 bytes. 200 means that it is on disk, or was already: sending the same report again is safe. Anything but an answer or 503 is final.',
      body: { content: { 'application/octet-stream': { schema: {} } } },
      response: Object.fromEntries([
        [200, { description: 'Counted, now or before', type: 'null' }],
        ...[400, 403, 408, 409, 410, 413, 415, 422, 429, 503].map((code) => [code, problemResponse]),
      ]),
    },
    onRequest: async (request, reply) => {
      if (isRevealing(request)) return refuse(reply, 'revealing-header');
      const retryAfter = limit.retryAfterSeconds(request.ip, now());
      if (retryAfter === undefined) return undefined;
      count('limited');
      reply.header('retry-after', retryAfter);
      return sendProblem(reply, 'too-many-reports');
    },
    handler: async (request: FastifyRequest, reply) => {
      const nowMs = now();
      const report = Buffer.isBuffer(request.body) ? admit(request.body, nowMs) : NO_BODY;
      if ('kind' in report) return refuseWith(report, (...problem) => refuse(reply, ...problem), nowMs);
      const tier = await checkSignature(report);
      if (tier === undefined) return refuse(reply, 'bad-signature');
      if (tier === 'no-keys') return beUnavailable(reply);
      try {
        const outcome = await keep(countedAs(report, limit.isCrowded(request.ip) ? 0 : tier, nowMs));
        count(outcome);
        return outcome === 'conflict' ? sendProblem(reply, 'nonce-spent') : reply.code(200).send();
      } catch {
        return beUnavailable(reply);
      }
    },
  });
}

const NO_BODY: Refusal = { kind: 'malformed', fault: 'length' };

function refuseWith(
  refusal: Refusal,
  refuse: (kind: Parameters<typeof sendProblem>[1], extensions: Record<string, unknown>) => FastifyReply,
  nowMs: number,
): FastifyReply {
  const serverTime = Math.floor(nowMs / 1000);
  switch (refusal.kind) {
    case 'malformed':
      return refuse('not-a-report', { field: refusal.fault });
    case 'early':
      return refuse('slot-not-open', { serverTime });
    case 'late':
      return refuse('slot-closed', { serverTime });
  }
}
