import { CELLS, cellOf, WORLD_CELL } from '../cells.ts';
import {
  type CrowdStatus,
  type PublishedPlace,
  type PublishedPoint,
  type PublishedStatus,
  parseHistory,
  parseStatus,
} from '../published-status.ts';
import type { Answer } from './transport.ts';

/** What the collector published last, as this device keeps it. */
export interface PublishedCrowd {
  status: PublishedStatus;
  /** The last 24 hours, oldest first; empty until somebody asked for them. */
  points: PublishedPoint[];
  /** When it was the collector's newest, by this device's clock. */
  asOfMs: number;
  /** How far the collector's clock is ahead of this device's, in whole minutes, so that times can be shown in its own. */
  clockAheadMs: number;
}

/** What was published longer ago says nothing about now. */
export const PUBLISHED_LASTS_MS = 10 * 60_000;

const OK = 200;
const MINUTE_MS = 60_000;

/**
 * Reads an answer to `GET /v1/status`. How old it is, the service's own clock tells: caches may go on with what they
 * have, and a collector may go on serving while it no longer counts.
 *
 * @returns undefined when it is no status, or one of a future that has not come
 */
export function receiveStatus(
  { status: code, bytes, serverMs }: Answer,
  known: PublishedCrowd | undefined,
  nowMs: number,
): PublishedCrowd | undefined {
  const status = code === OK ? parseStatus(bytes) : undefined;
  if (!status) return undefined;
  const readMs = serverMs ?? status.updatedAtMs;
  const ageMs = readMs - status.updatedAtMs;
  if (ageMs < -MINUTE_MS) return undefined;
  const asOfMs = nowMs - Math.max(ageMs, 0);
  if (known && known.asOfMs > asOfMs) return known; // of two caches one may be behind
  const clockAheadMs = Math.round((readMs - nowMs) / MINUTE_MS) * MINUTE_MS;
  return { status, points: known?.points ?? [], asOfMs, clockAheadMs };
}

/** Reads an answer to `GET /v1/history?window=24h`; without one, what is known stays. */
export function receiveHistory(published: PublishedCrowd, { status, bytes }: Answer): PublishedCrowd {
  const points = status === OK ? parseHistory(bytes) : undefined;
  return points ? { ...published, points } : published;
}

export const isFresh = (published: PublishedCrowd | undefined, nowMs: number): published is PublishedCrowd =>
  published !== undefined && nowMs - published.asOfMs < PUBLISHED_LASTS_MS && nowMs >= published.asOfMs;

/** What is published of a place itself, or of the region that counts it; never of the world. */
export function publishedPlaceOf(
  { places }: PublishedStatus,
  code: string | undefined,
): PublishedPlace | undefined {
  const cell = CELLS[cellOf(code ?? '') ?? WORLD_CELL];
  const parent = cell?.parent === undefined ? undefined : CELLS[cell.parent];
  return [cell, parent]
    .filter((one) => one?.parent !== undefined)
    .map((one) => places.find((place) => place.code === one?.code))
    .find((place) => place !== undefined);
}

/** From what says least to what says most. */
const BY_WEIGHT = ['no-data', 'calm', 'elevated', 'outage'] as const satisfies readonly CrowdStatus[];

/** What the crowd bears witness to: the world's status, or the one of this device's own place if that is worse. */
export function crowdWitnessOf(
  published: PublishedCrowd,
  ownCode: string | undefined,
): { status: CrowdStatus; atMs: number } {
  const place = publishedPlaceOf(published.status, ownCode);
  const statuses = [published.status.status, ...(place ? [place.status] : [])];
  const worst = Math.max(...statuses.map((status) => BY_WEIGHT.indexOf(status)));
  return { status: BY_WEIGHT[worst] ?? published.status.status, atMs: published.asOfMs };
}
