import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../lib/observe/observation.ts';
import { PageWatch, TICK_MS } from '../../../lib/observe/page-watch.ts';
import type { PageReading } from '../../../lib/observe/read-page.ts';
import type { PageState } from '../../../lib/x/surfaces.ts';

const reading = (state: PageState, surface: PageReading['surface'] = 'home-for-you'): PageReading => ({
  surface,
  state,
  placeName: '',
  posts: { organic: state === 'posts' ? 3 : 0, promoted: 0, own: 0 },
});

const NONE = { organic: 0, promoted: 0, own: 0 };

/** A page that is looked at for some seconds in each state; what it reported. */
class WatchedPage {
  readonly reports: Observation[] = [];
  #hasFailures = false;
  #isOnline = true;
  readonly #log = {
    hasFailures: () => this.#hasFailures,
    take: () => {
      this.#hasFailures = false;
      return { requests: [], postFailures: 0 };
    },
  };
  readonly #watch = new PageWatch(1_000, this.#log);
  #nowMs = 0;

  /** `content` is a page with something on it but no posts. */
  shows(state: PageState | 'content', seconds: number, surface?: PageReading['surface']) {
    for (let elapsedMs = 0; elapsedMs < seconds * 1000; elapsedMs += TICK_MS) {
      const tick = {
        nowMs: this.#nowMs,
        reading:
          state === 'content' ? { ...reading('posts', surface), posts: NONE } : reading(state, surface),
        place: 'a',
        isOnline: this.#isOnline,
      };
      const report = this.#watch.tick(tick);
      if (report) this.reports.push(report);
      this.#nowMs += TICK_MS;
    }
    return this;
  }

  fails() {
    this.#hasFailures = true;
    return this;
  }

  goesOffline() {
    this.#isOnline = false;
    return this;
  }

  sleeps(seconds: number) {
    this.#nowMs += seconds * 1000;
    return this;
  }
}

describe('a page with posts', () => {
  it('is reported at once, after ten seconds, and then every five minutes', () => {
    const { reports } = new WatchedPage().shows('posts', 15 * 60);
    expect(reports.map(({ visibleMs }) => visibleMs)).toEqual([0, 10_000, 310_000, 610_000]);
    expect(new Set(reports.map(({ stretch }) => stretch)).size).toBe(1);
  });

  it('is reported at once again when the reader comes back to it', () => {
    const { reports } = new WatchedPage().shows('posts', 20).sleeps(3_600).shows('posts', 1);
    expect(reports.map(({ stretch }) => stretch)).toEqual([0, 0, 0]);
    expect(reports.at(-1)?.ageMs).toBe(0);
  });
});

describe('a page that lists no posts', () => {
  it('lets the background sleep like one that does', () => {
    const { reports } = new WatchedPage().shows('content', 12 * 60, 'messages');
    expect(reports.map(({ visibleMs }) => visibleMs)).toEqual([0, 10_000, 310_000, 610_000]);
  });

  it('is a failing feed where posts belong', () => {
    const { reports } = new WatchedPage().shows('content', 8, 'home-for-you');
    expect(reports.map(({ visibleMs }) => visibleMs)).toEqual([2_000, 5_000]);
  });
});

describe('a failure of X', () => {
  it('is told at once, whatever is due', () => {
    const { reports } = new WatchedPage().shows('posts', 20).fails().shows('posts', 20);
    expect(reports.map(({ ageMs }) => ageMs)).toEqual([0, 10_000, 20_000]);
  });
});

describe('the reader’s connection', () => {
  it('is told at once when it goes, and not again and again', () => {
    const { reports } = new WatchedPage().shows('posts', 20).goesOffline().shows('posts', 20);
    expect(reports.map(({ isOnline }) => isOnline)).toEqual([true, true, false]);
  });
});

describe('trouble', () => {
  it('is reported when it outlasts a flash, and at the marks the judge waits for', () => {
    const { reports } = new WatchedPage().shows('posts', 5).shows('empty', 90);
    const trouble = reports.filter(({ state }) => state === 'empty');
    expect(trouble.map(({ visibleMs }) => visibleMs)).toEqual([2_000, 5_000, 10_000, 20_000, 80_000]);
    expect(trouble.map(({ ageMs }) => ageMs)).toEqual([2_000, 5_000, 10_000, 20_000, 80_000]);
  });

  it('that is only a flash is never reported', () => {
    const { reports } = new WatchedPage().shows('empty', 1.5).shows('posts', 5);
    expect(reports.map(({ state }) => state)).toEqual(['posts']);
  });

  it('starts a new stretch when the surface changes', () => {
    const { reports } = new WatchedPage().shows('empty', 3).shows('empty', 3, 'list');
    expect(reports.map(({ surface, stretch }) => [surface, stretch])).toEqual([
      ['home-for-you', 0],
      ['list', 3_000],
    ]);
  });

  it('does not grow while the page sleeps', () => {
    const { reports } = new WatchedPage().shows('empty', 6).sleeps(40).shows('empty', 6);
    expect(reports.map(({ visibleMs }) => visibleMs)).toEqual([2_000, 5_000, 10_000]);
  });

  it('must settle anew after a long sleep, and is not dated back before it', () => {
    const { reports } = new WatchedPage()
      .shows('retry-prompt', 1.5)
      .sleeps(40 * 60)
      .shows('retry-prompt', 3);
    expect(reports).toMatchObject([{ visibleMs: 2_000, ageMs: 2_000 }]);
  });
});
