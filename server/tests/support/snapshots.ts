import type { Status } from '../../src/publish/snapshot.ts';
import {
  type HistoryPoint,
  type PublishedIncident,
  SNAPSHOT_FORMAT,
  type Snapshot,
} from '../../src/publish/snapshot.ts';

export const NOW_MS = Date.UTC(2026, 10, 18, 12, 34, 56);
const MINUTE_MS = 60_000;
const SLOT_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

const iso = (ms: number) => new Date(ms).toISOString();
const POINTS_START_MS = Math.floor(NOW_MS / SLOT_MS) * SLOT_MS - 95 * SLOT_MS;
const OUTAGE_START_MS = Date.UTC(2026, 10, 18, 11, 17);

export const PAST_OUTAGE: PublishedIncident = {
  id: '2026-10-30T0519',
  start: '2026-10-30T05:16:00.000Z',
  detected: '2026-10-30T05:19:00.000Z',
  end: '2026-10-30T06:44:00.000Z',
  peak: { at: '2026-10-30T05:42:00.000Z', problem: 9405 },
  symptoms: ['empty-feed', 'empty-list'],
  cells: ['US', 'IN', 'GB', '154'],
};
export const ONGOING_OUTAGE: PublishedIncident = {
  id: '2026-11-18T1119',
  start: iso(OUTAGE_START_MS),
  detected: '2026-11-18T11:19:00.000Z',
  end: null,
  peak: { at: '2026-11-18T11:52:00.000Z', problem: 8790 },
  symptoms: ['empty-feed', 'timeline-error', 'empty-list', 'posting-failed'],
  cells: ['US', 'JP', 'IN', 'BR', 'GB', '154'],
};

/** A smooth day, without chance: numbers in screenshots and tests stay what they are. */
function dayPoints(scene: Scene): HistoryPoint[] {
  return Array.from({ length: 96 }, (_, index) => {
    const startMs = POINTS_START_MS + index * SLOT_MS;
    const daily = 1 + 0.35 * Math.sin((index / 96) * 2 * Math.PI - 1);
    const expected = Math.round(60 * daily);
    const wobble = 1 + 0.25 * Math.sin(index * 2.4) + 0.15 * Math.sin(index * 5.1);
    const sinceOutage = (startMs + SLOT_MS - OUTAGE_START_MS) / SLOT_MS;
    const excess =
      scene === 'outage' && sinceOutage > 0
        ? 8800 * Math.min(1, sinceOutage / 2.2)
        : scene === 'elevated' && index > 94
          ? 630
          : 0;
    const problem = Math.round((expected * wobble + excess) / 5) * 5;
    const isGap = index >= 30 && index < 34;
    return {
      start: iso(startMs),
      problem: isGap ? null : problem,
      ok: isGap ? null : 24_000,
      share: isGap || index > 93 ? null : problem / (24_000 + problem),
      shareLow: null,
      shareHigh: null,
      expected,
      isProvisional: index > 93,
      isGap,
    };
  });
}

const ninetyDays = (watchedDays: number): HistoryPoint[] =>
  Array.from({ length: 90 }, (_, index) => ({
    start: iso(Math.floor(NOW_MS / DAY_MS) * DAY_MS - (89 - index) * DAY_MS),
    problem: null,
    ok: null,
    share: null,
    shareLow: null,
    shareHigh: null,
    expected: null,
    isProvisional: index === 89,
    isGap: index < 90 - watchedDays,
  }));

const unknownPoint = (start: number): HistoryPoint => ({
  start: iso(start),
  problem: null,
  ok: null,
  share: null,
  shareLow: null,
  shareHigh: null,
  expected: null,
  isProvisional: false,
  isGap: true,
});

export type Scene = 'calm' | 'elevated' | 'outage' | 'no-data' | 'cold-start';

const CALM: Status = {
  status: 'calm',
  since: '2026-11-15T06:44:00.000Z',
  updatedAt: iso(NOW_MS),
  windowMinutes: 15,
  problem: 55,
  ok: 24_310,
  share: 0.002,
  shareLow: 0.001,
  shareHigh: 0.008,
  expected: 62,
  symptoms: [
    { symptom: 'timeline-error', n: 30 },
    { symptom: 'stuck-loading', n: 15 },
  ],
  cells: [
    { cell: 'US', status: 'calm', problem: 20, ok: 9_600, share: 0.002, expected: 24 },
    { cell: 'JP', status: 'calm', problem: 10, ok: 5_280, share: 0.002, expected: 12 },
    { cell: 'IN', status: 'calm', problem: 10, ok: 2_880, share: null, expected: 8 },
    { cell: '154', status: 'no-data', problem: 5, ok: 1_150, share: null, expected: null },
  ],
  incident: null,
  sampling: { ok: 1 / 96, problem: 1, slot: Math.floor(NOW_MS / SLOT_MS) },
  keys: {},
  mode: 'development',
};

const STATUSES: Record<Scene, Status> = {
  calm: CALM,
  elevated: {
    ...CALM,
    status: 'elevated',
    since: '2026-11-18T12:21:00.000Z',
    problem: 690,
    share: 0.062,
    shareLow: 0.051,
    shareHigh: 0.074,
    symptoms: [
      { symptom: 'posting-failed', n: 540 },
      { symptom: 'timeline-error', n: 105 },
    ],
    cells: [
      { cell: 'JP', status: 'outage', problem: 640, ok: 4_640, share: 0.12, expected: 12 },
      { cell: 'US', status: 'calm', problem: 25, ok: 9_600, share: 0.003, expected: 24 },
    ],
  },
  outage: {
    ...CALM,
    status: 'outage',
    since: '2026-11-18T11:19:00.000Z',
    problem: 8_790,
    ok: 15_360,
    share: 0.364,
    shareLow: 0.341,
    shareHigh: 0.388,
    symptoms: [
      { symptom: 'empty-feed', n: 5_120 },
      { symptom: 'timeline-error', n: 2_210 },
      { symptom: 'empty-list', n: 980 },
      { symptom: 'posting-failed', n: 330 },
    ],
    cells: [
      { cell: 'US', status: 'outage', problem: 3_540, ok: 6_080, share: 0.37, expected: 24 },
      { cell: 'JP', status: 'outage', problem: 1_905, ok: 3_360, share: 0.36, expected: 12 },
      { cell: 'IN', status: 'outage', problem: 1_120, ok: 1_920, share: 0.37, expected: 8 },
      { cell: 'BR', status: 'outage', problem: 1_010, ok: 1_730, share: null, expected: 7 },
      { cell: 'GB', status: 'outage', problem: 705, ok: 1_250, share: null, expected: 6 },
      { cell: '154', status: 'elevated', problem: 415, ok: 770, share: null, expected: null },
    ],
    incident: ONGOING_OUTAGE.id,
  },
  'no-data': {
    ...CALM,
    status: 'no-data',
    since: '2026-11-18T04:00:00.000Z',
    problem: null,
    ok: null,
    share: null,
    shareLow: null,
    shareHigh: null,
    symptoms: [],
    cells: [],
  },
  'cold-start': {
    ...CALM,
    status: 'no-data',
    since: iso(NOW_MS),
    problem: null,
    ok: null,
    share: null,
    shareLow: null,
    shareHigh: null,
    expected: null,
    symptoms: [],
    cells: [],
  },
};

/** What a collector publishes in each of the states a reader may meet. */
export function sceneSnapshot(scene: Scene): Snapshot {
  const isCold = scene === 'cold-start';
  const day = isCold
    ? Array.from({ length: 96 }, (_, i) => unknownPoint(POINTS_START_MS + i * SLOT_MS))
    : dayPoints(scene);
  const status = STATUSES[scene];
  return {
    format: SNAPSHOT_FORMAT,
    atMs: NOW_MS,
    status,
    history: { '24h': day, '7d': isCold ? [] : day, '90d': ninetyDays(isCold ? 1 : 62) },
    incidents: isCold ? [] : [...(scene === 'outage' ? [ONGOING_OUTAGE] : []), PAST_OUTAGE],
    memory: {
      world: { status: status.status, sinceMinute: 0 },
      cells: {},
      baseline: { hour: 0, nextHour: Math.floor(NOW_MS / 3_600_000), cells: {}, hours: {} },
    },
  };
}
