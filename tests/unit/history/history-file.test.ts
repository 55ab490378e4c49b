import { describe, expect, it } from 'vitest';
import { historyCsv } from '../../../lib/history/history-csv.ts';
import { type HistoryFile, HistoryFileError, parseHistoryFile } from '../../../lib/history/history-file.ts';
import { SLOT_MS, slotStartOf } from '../../../lib/timeline/slot.ts';
import { START_MS } from '../../support/reader.ts';

const SLOT = slotStartOf(START_MS);

const file: HistoryFile = {
  format: 'feed-canary-history',
  version: 1,
  exportedAtMs: START_MS + 86_400_000,
  incidents: [
    {
      verdict: 'outage',
      startMs: START_MS,
      lastSeenMs: START_MS + 5_000,
      endMs: START_MS + 6_000,
      ending: 'recovered',
      sights: [
        { part: 'home-following', symptom: 'empty-feed' },
        { part: 'list', symptom: 'empty-list' },
      ],
      witnesses: ['sighting', 'second-surface'],
    },
    {
      verdict: 'suspected',
      startMs: START_MS + 9_000,
      lastSeenMs: START_MS + 9_000,
      sights: [],
      witnesses: [],
    },
  ],
  slots: [{ startMs: SLOT, seenMs: { working: 1_500, outage: 4_000 }, failedLoads: 2 }],
  changes: [{ atMs: START_MS, verdict: 'yours', reason: 'offline', parts: ['list'] }],
  failures: [{ atMs: START_MS, failure: 'refused' }],
};

const problemOf = (change: object | string, nowMs = file.exportedAtMs) => {
  const text = typeof change === 'string' ? change : JSON.stringify({ ...file, ...change });
  try {
    parseHistoryFile(text, nowMs);
    return 'none';
  } catch (error) {
    return error instanceof HistoryFileError ? error.problem : error;
  }
};

describe('a history file', () => {
  it('is read as it was written', () => {
    expect(parseHistoryFile(JSON.stringify(file), file.exportedAtMs)).toEqual(file);
  });

  it.each([
    ['not-json', 'start,end\r\n'],
    ['not-ours', '[]'],
    ['not-ours', { format: 'another' }],
    ['newer', { version: 2, slots: 'as yet unknown' }],
    ['damaged', { version: 0 }],
    ['damaged', { slots: undefined }],
    ['damaged', { places: [] }],
    ['damaged', { slots: [{ startMs: SLOT + 1, seenMs: {}, failedLoads: 0 }] }],
    ['damaged', { slots: [{ startMs: SLOT, seenMs: { working: SLOT_MS + 1 }, failedLoads: 0 }] }],
    ['damaged', { slots: [{ startMs: SLOT, seenMs: { fine: 1 }, failedLoads: 0 }] }],
    ['damaged', { changes: [{ atMs: START_MS, verdict: 'fine', parts: [] }] }],
    ['damaged', { failures: [{ atMs: START_MS, failure: 'refused', url: 'https://x.com/home' }] }],
    ['damaged', { failures: [{ atMs: -1, failure: 'refused' }] }],
    ['damaged', { failures: [{ atMs: file.exportedAtMs + 1, failure: 'refused' }] }],
  ])('is refused as %s: %j', (problem, change) => {
    expect(problemOf(change)).toBe(problem);
  });

  it('is not believed when it comes from the future, but clocks may differ', () => {
    expect(problemOf({}, file.exportedAtMs - 3_600_000)).toBe('none');
    expect(problemOf({}, file.exportedAtMs - 2 * 86_400_000)).toBe('damaged');
  });
});

it('the history for spreadsheets has a line for each incident and slot, quoted where it must be', () => {
  const { incidents, slots } = historyCsv(file);
  expect(incidents.split('\r\n')).toEqual([
    'start,end,last_seen,kind,ending,seen,signs',
    '2023-12-21T05:00:00.000Z,2023-12-21T05:00:06.000Z,2023-12-21T05:00:05.000Z,outage,recovered,"home-following: empty-feed, list: empty-list","sighting, second-surface"',
    '2023-12-21T05:00:09.000Z,,2023-12-21T05:00:09.000Z,suspected,,,',
    '',
  ]);
  expect(slots.split('\r\n')).toEqual([
    'start,working_ms,suspected_ms,outage_ms,yours_ms,unknown_ms,failed_loads',
    '2023-12-21T05:00:00.000Z,1500,0,4000,0,0,2',
    '',
  ]);
});
