import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CELLS } from '../../lib/crowd/cells.ts';
import {
  decodeReport,
  encodeReport,
  MAX_AGE_MINUTES,
  NONCE_BYTES,
  REPORT_BYTES,
  REPORTED_SYMPTOMS,
  type Report,
  SIGNATURE_BYTES,
} from '../../lib/crowd/report.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const reports: fc.Arbitrary<Report> = fc.record({
  slot: fc.integer({ min: 0, max: 0xffff_ffff }),
  nonce: bytes(NONCE_BYTES),
  signature: bytes(SIGNATURE_BYTES),
  ageMinutes: fc.integer({ min: 0, max: MAX_AGE_MINUTES }),
  cell: fc.integer({ min: 0, max: CELLS.length - 1 }),
  symptom: fc.constantFrom(...REPORTED_SYMPTOMS),
  isPanel: fc.boolean(),
});

it('a report comes out of its bytes as it went in, at any place of a buffer', () => {
  fc.assert(
    fc.property(reports, fc.nat({ max: 16 }), (report, offset) => {
      const buffer = new Uint8Array(REPORT_BYTES + offset);
      buffer.set(encodeReport(report), offset);
      expect(decodeReport(buffer.subarray(offset))).toEqual(report);
    }),
  );
});

it('bytes are either refused or the only way to write the report they hold', () => {
  // Plain random bytes are nearly always refused for their version: most draws get the right one.
  const drawn = fc
    .tuple(bytes(REPORT_BYTES), bytes(4), fc.boolean())
    .map(([body, tail, isVersioned]) =>
      Uint8Array.from(
        [...body.slice(0, -4), ...tail.map((b) => b % 32)].with(-1, isVersioned ? 1 : (tail[3] ?? 0)),
      ),
    );
  let accepted = 0;
  fc.assert(
    fc.property(drawn, (body) => {
      const report = decodeReport(body);
      if (typeof report === 'string') return;
      accepted += 1;
      expect(encodeReport(report)).toEqual(body);
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

it('any other length is refused, whatever it holds', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (body) => {
      if (body.length !== REPORT_BYTES) expect(decodeReport(body)).toBe('length');
    }),
  );
});
