import type { Store } from '../store/store.ts';
import { type Body, bodyOf, jsonBody } from './body.ts';
import { CSV_COLUMNS, dayCsv } from './day-csv.ts';
import type { Snapshot } from './snapshot.ts';

const DAY_HOURS = 24;
const HOUR_MS = 3_600_000;
/** Files kept in memory. They never change, and caches in front keep them for ever. */
const MAX_KEPT = 8;

/** The published counts as files, one a day, once the last hour of the day is closed. */
export class OpenData {
  readonly #store: Pick<Store, 'hourCounts'>;
  readonly #snapshot: () => Snapshot | undefined;
  readonly #kept = new Map<string, Promise<Body | undefined>>();

  constructor(store: Pick<Store, 'hourCounts'>, snapshot: () => Snapshot | undefined) {
    this.#store = store;
    this.#snapshot = snapshot;
  }

  /** What there is, and how it may be used. Days before those listed may be there as well. */
  index(): Body {
    const days = (this.#snapshot()?.history['90d'] ?? [])
      .filter(({ start, isGap }) => !isGap && this.#isClosed(start.slice(0, 10)))
      .map(({ start }) => `/v1/data/${start.slice(0, 10)}.csv`)
      .reverse();
    return jsonBody({
      licence: 'CC0-1.0',
      licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
      columns: CSV_COLUMNS,
      days,
    });
  }

  /**
   * @param date as in ISO 8601, e.g. 2026-11-22
   * @returns undefined for a day that is not over, or of which nothing may be shown
   */
  day(date: string): Promise<Body | undefined> {
    if (!this.#isClosed(date)) return Promise.resolve(undefined);
    const kept = this.#kept.get(date) ?? this.#make(date);
    this.#kept.delete(date); // the newest asked for is last
    this.#kept.set(date, kept);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > MAX_KEPT) this.#kept.delete(oldest);
    kept.catch(() => this.#kept.delete(date));
    return kept;
  }

  async #make(date: string): Promise<Body | undefined> {
    const first = firstHourOf(date);
    const counts = await this.#store.hourCounts(Array.from({ length: DAY_HOURS }, (_, i) => first + i));
    return counts.length > 0 ? bodyOf(dayCsv(counts), 'text/csv; charset=utf-8; header=present') : undefined;
  }

  /** Reports of its last hour have all come in, and are rolled up. */
  #isClosed(date: string): boolean {
    const nextHour = this.#snapshot()?.memory.baseline.nextHour ?? 0;
    return firstHourOf(date) + DAY_HOURS <= nextHour;
  }
}

/** NaN for what is no date, which compares as false. */
const firstHourOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / HOUR_MS;
