import { isDelivering, type Observation } from './observation.ts';
import type { PageReading } from './read-page.ts';

/** Between two looks: trouble is timed to a second, and suspected within three of its start. */
export const TICK_MS = 1_000;
/** Longer between two looks and the page slept, froze or was throttled: that time is nobody's. */
const LOST_TICK_MS = 3 * TICK_MS;
/** After this much lost time nobody can say since when a state stands: it is timed from the return on. */
const RETURN_AFTER_MS = 60_000;

/**
 * When a stretch is reported, in visible ms since it began. Posts at once, again when they have proved to stay, and
 * then as a sign of life that lets the background sleep. Trouble once it outlasts the flash of "Welcome to X!" that
 * healthy pages show, and at the marks the judge waits for (`thresholds.ts`).
 */
const REPORTS_MS = {
  posts: { first: [0, 9_900], thenEveryMs: 300_000 },
  trouble: { first: [1_900, 4_900, 9_900, 19_900], thenEveryMs: 60_000 },
} as const;

/** What the page is like at one tick. */
export interface Tick {
  /** The document's age in ms, a monotonic time. */
  nowMs: number;
  reading: PageReading;
  /** Hash of the reading's place. */
  place: string | undefined;
  isOnline: boolean;
}

/** What happened on the page since it was last taken. */
export type Happenings = Pick<Observation, 'requests' | 'postFailures'>;

/** Collects what happens between two observations. */
export interface HappeningLog {
  /** X failed at something: worth an observation at once. */
  hasFailures(): boolean;
  take(): Happenings;
}

/**
 * Times the states of one document and says when an observation is due. Fed by ticks while the page is visible;
 * knows no DOM and no clock.
 */
export class PageWatch {
  readonly #documentStartedAtMs: number;
  readonly #log: HappeningLog;
  #stretch = 0;
  #key = '';
  #beganAtMs = 0;
  #lastTickAtMs = 0;
  #visibleMs = 0;
  #dueAtVisibleMs = 0;
  #isReported = false;
  #isOnlineAsReported = true;

  constructor(documentStartedAtMs: number, log: HappeningLog) {
    this.#documentStartedAtMs = documentStartedAtMs;
    this.#log = log;
  }

  /** Takes one look at the page; returns an observation when one is due. */
  tick({ nowMs, reading, place, isOnline }: Tick): Observation | undefined {
    const sinceLastMs = nowMs - this.#lastTickAtMs;
    const key = `${reading.surface} ${reading.state} ${place}`;
    if (key !== this.#key) this.#begin(key, nowMs, reading);
    else if (sinceLastMs > RETURN_AFTER_MS) this.#return(nowMs);
    else if (sinceLastMs <= LOST_TICK_MS) this.#visibleMs += sinceLastMs;
    this.#lastTickAtMs = nowMs;
    const hasNews = this.#log.hasFailures() || isOnline !== this.#isOnlineAsReported;
    if (this.#visibleMs < this.#dueAtVisibleMs && !hasNews) return undefined;

    this.#isReported = true;
    this.#isOnlineAsReported = isOnline;
    this.#dueAtVisibleMs = nextReportMs(reading, this.#visibleMs);
    return {
      surface: reading.surface,
      state: reading.state,
      ...(place && { place }),
      documentStartedAtMs: this.#documentStartedAtMs,
      stretch: this.#stretch,
      ageMs: Math.round(nowMs - this.#beganAtMs),
      visibleMs: Math.round(this.#visibleMs),
      posts: reading.posts,
      ...(reading.hasPostsByNumbers !== undefined && { hasPostsByNumbers: reading.hasPostsByNumbers }),
      ...(reading.ownCause && { ownCause: reading.ownCause }),
      ...(reading.missing && { missing: reading.missing }),
      ...this.#log.take(),
      isOnline,
    };
  }

  #begin(key: string, nowMs: number, reading: PageReading) {
    this.#key = key;
    this.#stretch = Math.round(nowMs);
    this.#beganAtMs = nowMs;
    this.#visibleMs = 0;
    this.#dueAtVisibleMs = reportsOf(reading).first[0];
    this.#isReported = false;
  }

  /** Back from sleep or from a hidden tab: what was reported is confirmed at once, the rest must settle anew. */
  #return(nowMs: number) {
    this.#beganAtMs = nowMs;
    if (this.#isReported) this.#dueAtVisibleMs = this.#visibleMs;
    else this.#visibleMs = 0;
  }
}

/** A list without anybody else's posts may be a failing feed: X has answered with ads alone. */
const reportsOf = (reading: PageReading) =>
  reading.state === 'posts' && isDelivering(reading) ? REPORTS_MS.posts : REPORTS_MS.trouble;

function nextReportMs(reading: PageReading, visibleMs: number): number {
  const { first, thenEveryMs } = reportsOf(reading);
  return first.find((dueMs) => dueMs > visibleMs) ?? visibleMs + thenEveryMs;
}
