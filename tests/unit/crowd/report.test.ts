import { describe, expect, it } from 'vitest';
import { CELLS, cellOf, WORLD_CELL } from '../../../lib/crowd/cells.ts';
import {
  decodeReport,
  encodeReport,
  REPORTED_SYMPTOMS,
  type Report,
  slotWindow,
} from '../../../lib/crowd/report.ts';
import { firstMinuteOf, slotAt, slotOfMinute } from '../../../lib/crowd/slot.ts';
import { SYMPTOMS } from '../../../lib/detect/finding.ts';

const REPORT: Report = {
  slot: 0x01020304,
  nonce: new Uint8Array(32).fill(0xaa),
  signature: new Uint8Array(256).fill(0xbb),
  ageMinutes: 7,
  cell: 5,
  symptom: 'empty-list',
  isPanel: true,
};

describe('a report', () => {
  it('has each field at its place', () => {
    const bytes = encodeReport(REPORT);
    expect([...bytes.slice(0, 5)]).toEqual([1, 2, 3, 4, 0xaa]);
    expect([...bytes.slice(35, 37)]).toEqual([0xaa, 0xbb]);
    expect([...bytes.slice(291)]).toEqual([0xbb, 7, 5, 0x83, 1]);
  });

  it.each([
    ['version', 295, 2],
    ['version', 295, 0],
    ['age', 292, 26],
    ['cell', 293, CELLS.length],
    ['symptom', 294, REPORTED_SYMPTOMS.length],
    ['reserved-bits', 294, 0x10],
    ['reserved-bits', 294, 0x40],
  ] as const)('is refused for its %s (byte %i is %i)', (fault, at, value) => {
    const bytes = encodeReport(REPORT);
    bytes[at] = value;
    expect(decodeReport(bytes)).toBe(fault);
  });

  it.each([
    { slot: -1 },
    { slot: 2 ** 32 },
    { nonce: new Uint8Array(31) },
    { signature: new Uint8Array(257) },
    { ageMinutes: 26 },
    { ageMinutes: 0.5 },
    { cell: CELLS.length },
  ])('cannot be written with %o', (field) => {
    expect(() => encodeReport({ ...REPORT, ...field })).toThrow(RangeError);
  });

  it('can tell of every symptom that is found in a page', () => {
    expect(SYMPTOMS.filter((symptom) => !REPORTED_SYMPTOMS.includes(symptom))).toEqual([]);
  });
});

describe('a slot', () => {
  const START_MS = Date.UTC(2026, 10, 18, 12);
  const SLOT = slotAt(START_MS);

  it.each([
    ['early', -60_001],
    ['open', -60_000],
    ['open', 0],
    ['open', 1_500_000],
    ['late', 1_500_001],
  ] as const)('is %s at %i ms from its start', (window, ms) => {
    expect(slotWindow(SLOT, START_MS + ms)).toBe(window);
  });

  it('holds fifteen minutes', () => {
    expect(firstMinuteOf(SLOT)).toBe(START_MS / 60_000);
    expect(slotOfMinute(firstMinuteOf(SLOT) + 14)).toBe(SLOT);
    expect(slotOfMinute(firstMinuteOf(SLOT) + 15)).toBe(SLOT + 1);
  });
});

describe('the cells', () => {
  it('fit into a byte, no code twice', () => {
    expect(CELLS.length).toBeLessThanOrEqual(256);
    expect(new Set(CELLS.map(({ code }) => code)).size).toBe(CELLS.length);
  });

  it('have names in the reader’s language, and lead to the world', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    for (const { code } of CELLS) expect(names.of(code), code).toBeDefined();
    const countries = CELLS.filter(({ code }) => /^[A-Z]/.test(code));
    for (const { parent } of countries) expect(CELLS[parent ?? -1]?.parent).toBe(WORLD_CELL);
  });

  it('are not renumbered: reports of old versions would come from elsewhere', () => {
    expect(['001', '015', 'US', 'BR', 'JP', 'IN', 'BD', 'GB', 'DE', '009'].map(cellOf)).toEqual([
      0, 1, 15, 25, 37, 50, 52, 80, 98, 107,
    ]);
    expect(CELLS).toHaveLength(108);
  });
});
