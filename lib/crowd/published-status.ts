import * as v from 'valibot';
import { CELLS } from './cells.ts';
import { REPORTED_SYMPTOMS, type ReportedSymptom } from './report.ts';

/*
 * What the collector publishes, as far as the extension uses it. A newer collector may say more, and name symptoms and
 * places we do not know: these are passed over. What makes no sense in any version makes the whole of it nothing.
 */

export const CROWD_STATUSES = ['calm', 'elevated', 'outage', 'no-data'] as const;
export type CrowdStatus = (typeof CROWD_STATUSES)[number];

/** No honest answer is longer: a status has a line for each cell, a day of history a hundred points. */
export const MOST_STATUS_BYTES = 64 * 1024;

/** More people than there are. */
const MOST_DEVICES = 10_000_000_000;
/** Points of 24 hours, twice as many as there are today. */
const MOST_POINTS = 200;

const devices = v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_DEVICES));
const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const time = v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), v.finite(), v.minValue(0));
const status = v.picklist(CROWD_STATUSES);

const statusBody = v.object({
  status,
  since: time,
  updatedAt: time,
  problem: v.nullable(devices),
  expected: v.nullable(devices),
  share: v.nullable(part),
  shareLow: v.nullable(part),
  shareHigh: v.nullable(part),
  symptoms: v.pipe(v.array(v.object({ symptom: v.string(), n: devices })), v.maxLength(100)),
  cells: v.pipe(
    v.array(
      v.object({
        cell: v.string(),
        status,
        problem: devices,
        ok: devices,
        share: v.nullable(part),
        expected: v.nullable(devices),
      }),
    ),
    v.maxLength(1000),
  ),
  sampling: v.object({ ok: part, problem: part }),
  keys: v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
});

const historyBody = v.object({
  points: v.pipe(
    v.array(
      v.object({
        start: time,
        problem: v.nullable(devices),
        expected: v.nullable(devices),
        isGap: v.boolean(),
      }),
    ),
    v.maxLength(MOST_POINTS),
  ),
});

/** `GET /v1/status`. Times in ms since 1970 by the collector's clock; counts are devices. */
export interface PublishedStatus {
  status: CrowdStatus;
  sinceMs: number;
  updatedAtMs: number;
  problem: number | null;
  expected: number | null;
  share: { share: number; low: number; high: number } | null;
  /** Most seen first. */
  symptoms: { symptom: ReportedSymptom; n: number }[];
  places: PublishedPlace[];
  /** The share of healthy and of troubled devices that shall report. */
  sampling: { ok: number; problem: number };
  /** SHA-256 of the issuer's key directories in hex, by `<day>/<tier>`. */
  keys: Record<string, string>;
}

/** A country or region that is large enough to be told of. */
export interface PublishedPlace {
  /** A cell's code. */
  code: string;
  status: CrowdStatus;
  problem: number;
  ok: number;
  share: number | null;
  expected: number | null;
}

/** One quarter of an hour of `GET /v1/history?window=24h`. */
export interface PublishedPoint {
  startMs: number;
  problem: number | null;
  expected: number | null;
  /** The collector was not running: not a zero. */
  isGap: boolean;
}

/** A status out of the answer's bytes; undefined when it is none. */
export function parseStatus(bytes: Uint8Array): PublishedStatus | undefined {
  const parsed = v.safeParse(statusBody, jsonOf(bytes));
  if (!parsed.success) return undefined;
  const { since, updatedAt, share, shareLow, shareHigh, symptoms, cells, ...same } = parsed.output;
  const isShown = share !== null && shareLow !== null && shareHigh !== null;
  if (since > updatedAt || (isShown && !(shareLow <= share && share <= shareHigh))) return undefined;
  return {
    ...same,
    sinceMs: since,
    updatedAtMs: updatedAt,
    share: isShown ? { share, low: shareLow, high: shareHigh } : null,
    symptoms: symptoms.filter(isKnownSymptom).sort((a, b) => b.n - a.n),
    places: cells
      .filter(({ cell }) => CELLS.some(({ code }) => code === cell))
      .map(({ cell, ...figures }) => ({ code: cell, ...figures })),
  };
}

/** The points of a history out of the answer's bytes, oldest first; undefined when it is none. */
export function parseHistory(bytes: Uint8Array): PublishedPoint[] | undefined {
  const parsed = v.safeParse(historyBody, jsonOf(bytes));
  return parsed.success
    ? parsed.output.points
        .map(({ start, ...figures }) => ({ startMs: start, ...figures }))
        .sort((a, b) => a.startMs - b.startMs)
    : undefined;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** What is well is no symptom of anything. */
const isKnownSymptom = (counted: {
  symptom: string;
  n: number;
}): counted is { symptom: ReportedSymptom; n: number } =>
  counted.symptom !== 'ok' && (REPORTED_SYMPTOMS as readonly string[]).includes(counted.symptom);
