import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Incident } from '../../lib/incident/incident.ts';
import { Session, seconds } from '../e2e/support/session.ts';
import { Dice } from '../fake-x/plan.ts';
import { type Chapter, chapters, compressedDay, type Look } from './compressed-day.ts';
import { killBrowser } from './kill-browser.ts';

/** Every fourth kill takes the whole browser, which costs the reader a few seconds. */
const BROWSER_SHARE = 0.25;
const TICK_S = 0.1;
/** Time for the verdict to settle when the day is over. */
const SETTLE_MS = 30_000;

/** When a page was opened in a phase. */
export interface Opened {
  phase: string;
  path: string;
  atMs: number;
  /** The reader looked at it as long as they wanted: what it showed must be on record. */
  isSeen: boolean;
}

/** What remains of a day. */
export interface Lived {
  incidents: Incident[];
  opened: Opened[];
  backgroundKills: number;
  browserKills: number;
}

const OPTIONS = { engine: 'chromium', headless: true } as const;

/**
 * Lives through the compressed day in a real Chromium. At random moments the background is ended, or the browser's
 * process killed with SIGKILL and started again on the same profile.
 *
 * @param seed of the moments
 * @param mostKills 0 = an undisturbed day
 */
export async function liveDay(seed: number, mostKills: number): Promise<Lived> {
  const profileDir = await mkdtemp(join(tmpdir(), 'feed-canary-kills-'));
  const session = await Session.start('healthy', { ...OPTIONS, profileDir });
  const day = new Day(session, profileDir, new Dice(seed), mostKills);
  try {
    return await day.live();
  } finally {
    await day.end();
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Day {
  #session: Session;
  readonly #profileDir: string;
  readonly #dice: Dice;
  readonly #mostKills: number;
  readonly #opened: Opened[] = [];
  #page: Page | undefined;
  #path = '';
  #nextKillAtMs = Number.POSITIVE_INFINITY;
  #backgroundKills = 0;
  #browserKills = 0;

  constructor(session: Session, profileDir: string, dice: Dice, mostKills: number) {
    this.#session = session;
    this.#profileDir = profileDir;
    this.#dice = dice;
    this.#mostKills = mostKills;
  }

  async live(): Promise<Lived> {
    // Chromium writes down that the extension is installed within seconds only; a proper end makes sure of it.
    await this.#restart();
    await this.#session.x.play(compressedDay);
    for (const chapter of chapters) {
      await this.#session.x.enter(chapter.phase);
      this.#path = ''; // what X does now shows in pages that are loaded now
      this.#planKill(chapter);
      for (const look of chapter.looks) while (!(await this.#look(chapter, look)));
    }
    await this.#session.until({ verdict: 'working' }, SETTLE_MS);
    const incidents = await this.#session.rows<Incident>('incidents');
    return {
      incidents,
      opened: this.#opened,
      backgroundKills: this.#backgroundKills,
      browserKills: this.#browserKills,
    };
  }

  end(): Promise<void> {
    return this.#session.end();
  }

  /** @returns false when the browser died before the reader had seen enough */
  async #look(chapter: Chapter, { path, seconds: wantedS }: Look): Promise<boolean> {
    this.#page ??= await this.#session.openX('/about:nothing');
    const opened: Opened = { phase: chapter.phase, path, atMs: Date.now(), isSeen: false };
    let loading: Promise<unknown> = Promise.resolve();
    if (this.#path !== path) {
      this.#opened.push(opened);
      // Fails when the browser is killed meanwhile, which is what this is about.
      loading = this.#session.go(this.#page, path).catch(() => {});
      this.#path = path;
    }
    const untilMs = Date.now() + wantedS * 1000;
    while (Date.now() < untilMs) {
      await seconds(TICK_S);
      if (Date.now() >= this.#nextKillAtMs && !(await this.#kill(chapter))) {
        await loading;
        await this.#restart();
        return false;
      }
    }
    await loading;
    opened.isSeen = true;
    return true;
  }

  #planKill({ killAfterS: [fromS, toS] }: Chapter) {
    const isEnough = this.#backgroundKills + this.#browserKills >= this.#mostKills;
    const afterS = fromS + this.#dice.roll('moment') * (toS - fromS);
    this.#nextKillAtMs = isEnough ? Number.POSITIVE_INFINITY : Date.now() + afterS * 1000;
  }

  /** @returns whether the browser still lives */
  async #kill(chapter: Chapter): Promise<boolean> {
    const isBrowser = this.#dice.roll('victim') < BROWSER_SHARE;
    if (isBrowser) {
      this.#browserKills += 1;
      await killBrowser(this.#session);
    } else {
      // One that is woken again and again meanwhile does not count.
      const isKilled = await this.#session.harness.stopBackground().then(
        () => true,
        () => false,
      );
      if (isKilled) this.#backgroundKills += 1;
    }
    this.#planKill(chapter);
    return !isBrowser;
  }

  async #restart() {
    this.#session = await this.#session.restart({ ...OPTIONS, profileDir: this.#profileDir });
    this.#page = undefined;
    this.#path = '';
  }
}
