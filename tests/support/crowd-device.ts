import { type Kept, NOTHING_KEPT, newSharing } from '../../lib/crowd/client/kept.ts';
import { Reporter, type ReporterOptions } from '../../lib/crowd/client/reporter.ts';
import type { Judgement } from '../../lib/detect/judge.ts';
import { MemoryStore } from '../../scripts/simulate/memory-store.ts';
import { type CrowdServices, directoryKeys } from './crowd-services.ts';

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const JUDGED = { sights: [], witnesses: [], workingParts: [] };
const FEED = [{ part: 'home-for-you', symptom: 'empty-feed' }] as const;

/** Verdicts as the background judges them when it sees something at `atMs`. */
export const working = (atMs: number): Judgement => ({ ...JUDGED, verdict: 'working', seenAtMs: atMs });
export const troubled = (
  verdict: 'suspected' | 'outage',
  atMs: number,
  sinceMs = atMs,
  sights: Judgement['sights'] = [...FEED],
): Judgement => ({ ...JUDGED, verdict, sights, sinceMs, lastTroubleAtMs: atMs, seenAtMs: atMs });
export const ownSide = (atMs: number): Judgement => ({
  ...JUDGED,
  verdict: 'yours',
  reason: 'offline',
  seenAtMs: atMs,
});

/** A browser that shares, without the browser: it lives as long as its wake-ups are followed. */
export class CrowdDevice {
  readonly services: CrowdServices;
  readonly options: ReporterOptions;
  reporter: Reporter;
  /** How far its clock is ahead of the services'. */
  skewMs: number;
  wakesAtMs: number | undefined;
  wakes = 0;

  constructor(
    services: CrowdServices,
    parts: Partial<ReporterOptions> & { skewMs?: number; seed?: number } = {},
  ) {
    const { skewMs = 0, seed = 1, ...options } = parts;
    this.services = services;
    this.skewMs = skewMs;
    this.options = {
      ask: services.ask,
      store: new MemoryStore(),
      now: () => this.nowMs,
      random: seededRandom(seed),
      cell: () => 0,
      directoryKeys,
      ...options,
    };
    this.reporter = new Reporter(this.options);
  }

  /** By its own clock. */
  get nowMs(): number {
    return this.services.nowMs + this.skewMs;
  }

  get kept(): Promise<Kept> {
    return this.options.store.read();
  }

  /** Something happens to the background, now. */
  async happens(event: (reporter: Reporter) => Promise<number | undefined>): Promise<void> {
    this.wakesAtMs = await event(this.reporter);
  }

  turnOn(): Promise<void> {
    return this.happens((reporter) => reporter.turnOn());
  }

  /** The background judges. */
  sees(judge: (atMs: number) => Judgement): Promise<void> {
    return this.happens((reporter) => reporter.onVerdict(judge(this.nowMs)));
  }

  /** Time goes by, and wakes it whenever it asked for that. */
  async waits(forMs: number): Promise<void> {
    const untilMs = this.nowMs + forMs;
    while (this.wakesAtMs !== undefined && this.wakesAtMs <= untilMs) {
      this.services.nowMs = Math.max(this.wakesAtMs, this.nowMs) - this.skewMs;
      this.wakes += 1;
      await this.happens((reporter) => reporter.onTime());
    }
    this.services.nowMs = Math.max(untilMs, this.nowMs) - this.skewMs;
  }
}

/** A device that has shared for long: a token for each of these slots, and nothing else to do. */
export const inStock = (services: CrowdServices, slots: number[], parts: Partial<Kept> = {}): MemoryStore =>
  new MemoryStore({
    ...NOTHING_KEPT,
    sharing: newSharing(),
    tokens: slots.map((slot) => services.token(slot)),
    ...parts,
  });
