import { describe, expect, it } from 'vitest';
import { parseHistory, parseStatus } from '../../../lib/crowd/published-status.ts';
import { PUBLISHED_MS, statusBody } from '../../support/published.ts';

const bytesOf = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));
const parse = (parts: Record<string, unknown> = {}) => parseStatus(bytesOf(statusBody(parts)));

describe('a published status', () => {
  it('is read for what the extension uses of it', () => {
    expect(parse({ keys: { '20782/0': 'ab'.repeat(32) } })).toEqual({
      status: 'calm',
      sinceMs: PUBLISHED_MS - 3_600_000,
      updatedAtMs: PUBLISHED_MS,
      problem: 20,
      expected: 18,
      share: { share: 0.005, low: 0.002, high: 0.011 },
      symptoms: [{ symptom: 'empty-feed', n: 15 }],
      places: [{ code: 'IN', status: 'calm', problem: 5, ok: 900, share: 0.006, expected: 4 }],
      sampling: { ok: 0.25, problem: 1 },
      keys: { '20782/0': 'ab'.repeat(32) },
    });
  });

  it('may know nothing yet', () => {
    const nothing = { problem: null, ok: null, share: null, shareLow: null, shareHigh: null, expected: null };
    expect(parse({ status: 'no-data', ...nothing, symptoms: [], cells: [] })).toMatchObject({
      status: 'no-data',
      problem: null,
      share: null,
      places: [],
    });
  });

  it('may say more than we know: new fields, symptoms and places are passed over', () => {
    const cell = { cell: 'ZZ', status: 'outage', problem: 9, ok: 9, share: null, expected: null };
    const symptoms = [
      { symptom: 'ok', n: 99 },
      { symptom: 'on-fire', n: 50 },
      { symptom: 'empty-list', n: 5 },
      { symptom: 'empty-feed', n: 15 },
    ];
    expect(parse({ mood: 'good', cells: [cell], symptoms })).toMatchObject({
      places: [],
      symptoms: [
        { symptom: 'empty-feed', n: 15 },
        { symptom: 'empty-list', n: 5 },
      ],
    });
  });

  it.each([
    ['a status of another kind', { status: 'fine' }],
    ['fewer than nobody', { problem: -1 }],
    ['more than everybody', { expected: 1e11 }],
    ['a count in words', { problem: '20' }],
    ['a share above one', { share: 1.2, shareHigh: 1.3 }],
    ['a share outside its bounds', { share: 0.5 }],
    ['bounds in the wrong order', { shareLow: 0.02, shareHigh: 0.001 }],
    ['a time that is none', { updatedAt: 'now' }],
    ['a time without an end', { since: '9999-99-99T99:99:99Z' }],
    ['a status older than its beginning', { since: new Date(PUBLISHED_MS + 1).toISOString() }],
    ['a rate above one', { sampling: { ok: 2, problem: 1 } }],
    ['no rates', { sampling: undefined }],
    ['a digest that is none', { keys: { '20782/0': 'abc' } }],
    ['more places than there are', { cells: Array(1001).fill(statusBody().cells[0]) }],
    ['more symptoms than there are', { symptoms: Array(101).fill({ symptom: 'ok', n: 1 }) }],
  ])('is none with %s', (_what, parts) => {
    expect(parse(parts)).toBeUndefined();
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a list', bytesOf([])],
    ['half an answer', bytesOf(statusBody()).subarray(0, 100)],
    ['bytes that are no text', Uint8Array.of(0x22, 0xff, 0x22)],
  ])('is none in %s', (_what, bytes) => {
    expect(parseStatus(bytes)).toBeUndefined();
  });
});

describe('a published history', () => {
  const point = (startMs: number, problem: number | null = 5) => ({
    start: new Date(startMs).toISOString(),
    problem,
    ok: 100,
    share: null,
    expected: 4,
    isProvisional: false,
    isGap: problem === null,
  });

  it('is read oldest first', () => {
    const points = [point(PUBLISHED_MS), point(PUBLISHED_MS - 900_000, null)];
    expect(parseHistory(bytesOf({ window: '24h', points }))).toEqual([
      { startMs: PUBLISHED_MS - 900_000, problem: null, expected: 4, isGap: true },
      { startMs: PUBLISHED_MS, problem: 5, expected: 4, isGap: false },
    ]);
  });

  it.each([
    ['too many points', { points: Array(201).fill(point(PUBLISHED_MS)) }],
    ['a point that makes no sense', { points: [{ ...point(PUBLISHED_MS), problem: -1 }] }],
    ['no points', {}],
  ])('is none with %s', (_what, body) => {
    expect(parseHistory(bytesOf(body))).toBeUndefined();
  });
});
