import fc from 'fast-check';
import { CELLS } from '../../lib/crowd/cells.ts';
import {
  encodeReport,
  MAX_AGE_MINUTES,
  NONCE_BYTES,
  REPORT_BYTES,
  REPORTED_SYMPTOMS,
  SIGNATURE_BYTES,
} from '../../lib/crowd/report.ts';

/** One request as it goes over the wire. */
export interface HostileRequest {
  bytes: Buffer;
  /** The report in it, when it is sound and must be counted, whatever came before on other connections. */
  report?: Uint8Array;
}

/** Every address there is, and some that are not. */
export const PATHS = [
  '/',
  '/v1/reports',
  '/v1/status',
  '/v1/history',
  '/v1/history?window=24h',
  '/v1/history?window=7d',
  '/v1/history?window=90d',
  '/v1/incidents',
  '/v1/incidents.atom',
  '/v1/badge.svg',
  '/openapi.json',
  '/healthz',
  '/readyz',
  '/metrics',
  '/nothing/here',
] as const;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'QUERY'];
const OCTETS = 'application/octet-stream';

const bytesOf = (head: string[], body: Uint8Array = new Uint8Array()) =>
  Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);

/** Bytes as a header may not hold them, too: we are not polite. */
const latin1 = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'));

/** A report that any collector in development mode must count. */
export const soundReport = (slot: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc
    .record({
      // Without bias: its many zeros would make one nonce of two.
      nonce: fc.noBias(fc.uint8Array({ minLength: NONCE_BYTES, maxLength: NONCE_BYTES })),
      signature: fc.uint8Array({ minLength: SIGNATURE_BYTES, maxLength: SIGNATURE_BYTES }),
      ageMinutes: fc.nat(MAX_AGE_MINUTES),
      cell: fc.nat(CELLS.length - 1),
      symptom: fc.constantFrom(...REPORTED_SYMPTOMS),
      isPanel: fc.boolean(),
    })
    .map((fields) => encodeReport({ slot, ...fields }));

const post = (body: Uint8Array, headers: string[] = [`content-type: ${OCTETS}`]) =>
  bytesOf(['POST /v1/reports HTTP/1.1', 'host: x', ...headers, `content-length: ${body.length}`], body);

/** A sound report in an honest request. */
const soundRequest = (slot: number): fc.Arbitrary<HostileRequest> =>
  soundReport(slot).map((report) => ({ bytes: post(report), report }));

type Mutation = (bytes: Buffer) => Buffer;

/** What happens to bytes on bad days. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(
    ([at, mask]): Mutation =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        if (copy.length > 0) copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ mask;
        return copy;
      },
  ),
  fc.nat().map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(0, at % (bytes.length + 1)),
  ),
  fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 })).map(
    ([at, extra]): Mutation =>
      (bytes) => {
        const cut = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, cut), extra, bytes.subarray(cut)]);
      },
  ),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 40 })).map(
    ([at, size]): Mutation =>
      (bytes) => {
        const cut = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut + size)]);
      },
  ),
  fc.constant((bytes: Buffer) => Buffer.concat([bytes, bytes])),
);

const mutated = (of: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(of, fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([bytes, mutations]) => mutations.reduce((result, mutate) => mutate(result), bytes));

/** A body that is not quite a report, in an honest request. */
const brokenReport = (slot: number): fc.Arbitrary<Buffer> =>
  fc
    .oneof(
      mutated(soundReport(slot).map((bytes) => Buffer.from(bytes))),
      fc.uint8Array({ minLength: REPORT_BYTES, maxLength: REPORT_BYTES }),
      fc.uint8Array({ maxLength: 3000 }),
    )
    .map((body) => post(body));

/** A body in small chunks, some of which lie about their size. */
const chunkedReport = (slot: number): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      soundReport(slot),
      fc.array(fc.nat(REPORT_BYTES), { maxLength: 4 }),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([report, cuts, lie]) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b), REPORT_BYTES];
      const chunks = edges.slice(1).map((end, index) => report.subarray(edges[index], end));
      const body = chunks
        .filter(({ length }) => length > 0)
        .flatMap((chunk) => [
          Buffer.from(`${(chunk.length + lie).toString(16)}\r\n`),
          chunk,
          Buffer.from('\r\n'),
        ]);
      const head = [
        'POST /v1/reports HTTP/1.1',
        'host: x',
        `content-type: ${OCTETS}`,
        'transfer-encoding: chunked',
      ];
      return bytesOf(head, Buffer.concat([...body, Buffer.from('0\r\n\r\n')]));
    });

/** Any method, path, header and body: well-formed enough to reach a route now and then. */
const strangeRequest: fc.Arbitrary<Buffer> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    path: fc.oneof(
      fc.constantFrom(...PATHS),
      fc.tuple(fc.constantFrom(...PATHS), latin1(30)).map(([path, query]) => `${path}?${query}`),
      fc.tuple(fc.constantFrom(...PATHS), fc.webQueryParameters()).map(([path, query]) => `${path}?${query}`),
      latin1(60).map((path) => `/${path}`),
      fc.constantFrom('/%', '/%00', '/..%2f..%2fetc', '//', '*', '/v1/status/', '/V1/STATUS', '/v1//status'),
    ),
    headers: fc.array(
      fc.oneof(
        fc
          .tuple(
            fc.constantFrom(
              'if-none-match',
              'content-type',
              'origin',
              'accept',
              'accept-language',
              'accept-encoding',
              'x-forwarded-for',
              'range',
              'expect',
              'upgrade',
              'connection',
              'transfer-encoding',
              '__proto__',
            ),
            fc.oneof(
              latin1(60),
              fc.constantFrom('*', 'W/"x"', 'upgrade', '100-continue', 'chunked', OCTETS, ''),
            ),
          )
          .map(([name, value]) => `${name}: ${value}`),
        latin1(60),
      ),
      { maxLength: 5 },
    ),
    body: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 600 })),
    length: fc.constantFrom('honest', 'none', 'short', 'huge', 'negative', 'twice'),
  })
  .map(({ method, path, headers, body, length }) => {
    const lengths = {
      honest: [`content-length: ${body.length}`],
      none: [],
      short: [`content-length: ${Math.floor(body.length / 2)}`],
      huge: ['content-length: 99999999999999999999'],
      negative: ['content-length: -1'],
      twice: ['content-length: 1', `content-length: ${body.length}`],
    };
    return bytesOf([`${method} ${path} HTTP/1.1`, 'host: x', ...headers, ...lengths[length]], body);
  });

/** Too much of everything. */
const oversized: fc.Arbitrary<Buffer> = fc
  .tuple(fc.constantFrom('header', 'headers', 'path', 'body'), fc.integer({ min: 2000, max: 40_000 }))
  .map(([what, size]) => {
    switch (what) {
      case 'header':
        return bytesOf(['GET /v1/status HTTP/1.1', 'host: x', `x: ${'y'.repeat(size)}`]);
      case 'headers':
        return bytesOf(['GET /v1/status HTTP/1.1', 'host: x', ...Array(Math.ceil(size / 6)).fill('a: b')]);
      case 'path':
        return bytesOf([`GET /${'y'.repeat(size)} HTTP/1.1`, 'host: x']);
      default:
        return post(new Uint8Array(size));
    }
  });

const only = (bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<HostileRequest> =>
  bytes.map((all) => ({ bytes: all }));

/** Requests of all these kinds, a good part of them sound reports of `slot`. */
export const hostileRequest = (slot: number): fc.Arbitrary<HostileRequest> =>
  fc.oneof(
    { weight: 6, arbitrary: soundRequest(slot) },
    { weight: 6, arbitrary: only(brokenReport(slot)) },
    { weight: 2, arbitrary: only(chunkedReport(slot)) },
    { weight: 4, arbitrary: only(strangeRequest) },
    { weight: 3, arbitrary: only(mutated(strangeRequest)) },
    { weight: 3, arbitrary: only(mutated(soundReport(slot).map((report) => post(report)))) },
    { weight: 1, arbitrary: only(oversized) },
  );
