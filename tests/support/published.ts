import type { PublishedCrowd } from '../../lib/crowd/client/published-crowd.ts';
import type { Answer } from '../../lib/crowd/client/transport.ts';

/** Any moment; tests count from it. */
export const PUBLISHED_MS = Date.UTC(2026, 10, 25, 12);

const iso = (timeMs: number) => new Date(timeMs).toISOString();

/** What `GET /v1/status` answers on a calm day; a test names only what matters to it. */
export const statusBody = (parts: Record<string, unknown> = {}) => ({
  status: 'calm',
  since: iso(PUBLISHED_MS - 3_600_000),
  updatedAt: iso(PUBLISHED_MS),
  windowMinutes: 15,
  problem: 20,
  ok: 4000,
  share: 0.005,
  shareLow: 0.002,
  shareHigh: 0.011,
  expected: 18,
  symptoms: [{ symptom: 'empty-feed', n: 15 }],
  cells: [{ cell: 'IN', status: 'calm', problem: 5, ok: 900, share: 0.006, expected: 4 }],
  incident: null,
  sampling: { slot: 1, ok: 0.25, problem: 1 },
  keys: {},
  mode: 'development',
  ...parts,
});

/** An answer of the collector, by its clock. */
export const answerWith = (body: unknown, serverMs: number | undefined = PUBLISHED_MS): Answer => ({
  outcome: 'answer',
  status: 200,
  bytes: new TextEncoder().encode(JSON.stringify(body)),
  ...(serverMs === undefined ? {} : { serverMs }),
});

/** A calm world as a device keeps it. */
export const published = (parts: Partial<PublishedCrowd> = {}): PublishedCrowd => ({
  status: {
    status: 'calm',
    sinceMs: PUBLISHED_MS - 3_600_000,
    updatedAtMs: PUBLISHED_MS,
    problem: 20,
    expected: 18,
    share: null,
    symptoms: [],
    places: [],
    sampling: { ok: 0.25, problem: 1 },
    keys: {},
  },
  points: [],
  asOfMs: PUBLISHED_MS,
  clockAheadMs: 0,
  ...parts,
});
