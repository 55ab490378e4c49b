import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Evidence } from '../../../lib/detect/evidence.ts';
import type { Settings } from '../../../lib/settings/settings.ts';
import type { Engine } from '../../../scripts/browser/find.ts';
import { type Harness, type LaunchOptions, launch } from '../../../scripts/browser/harness.ts';
import { TEST_BUILDS } from '../../../scripts/build/build-for-tests.ts';
import { FakeX, type FakeXOptions } from '../../fake-x/fake-x.ts';
import { findScenario } from '../../fake-x/scenarios/index.ts';

/** The engine this run is for; each spec runs in both. */
export const engine = (process.env.E2E_BROWSER ?? 'chromium') as Engine;
export const extensionDir = TEST_BUILDS[engine];

interface SessionOptions extends Partial<LaunchOptions> {
  engine?: Engine;
  /** How the fake X draws its pages. */
  x?: Omit<FakeXOptions, 'scenario' | 'port'>;
  /** False = the extension is installed later. */
  isInstalled?: boolean;
}

/** Firefox was seen never to tell of a load that failed offline, on a busy machine: what the popup says decides. */
const LOAD = { waitUntil: 'domcontentloaded', timeout: 15_000 } as const;

/** The extension API in a page of ours, by its two names. */
type Apis = Record<'browser' | 'chrome', typeof import('webextension-polyfill')>;

/** What the popup says, from its contract attributes. */
export interface Said {
  verdict?: string;
  reason?: string;
  scope?: string;
}

/** One incident as the popup lists it. */
export interface ListedIncident {
  kind: string;
  ending?: string;
  startMs: number;
  endMs?: number;
}

/** A person at a browser: the fake X, the extension, and its popup open in a tab behind. */
export class Session {
  readonly x: FakeX;
  readonly harness: Harness;
  #popup: Page | undefined;

  private constructor(x: FakeX, harness: Harness) {
    this.x = x;
    this.harness = harness;
  }

  static async start(scenario: string, options: SessionOptions = {}): Promise<Session> {
    const x = await FakeX.start({ ...options.x, scenario: findScenario(scenario) });
    return Session.#launch(x, options);
  }

  /** The same person opens the browser again. */
  async restart(options: SessionOptions): Promise<Session> {
    await this.harness.close();
    return Session.#launch(this.x, options);
  }

  static async #launch(x: FakeX, options: SessionOptions): Promise<Session> {
    const { engine: wanted = engine, isInstalled = true, x: _x, ...rest } = options;
    const build = isInstalled ? { extensionDir: TEST_BUILDS[wanted] } : {};
    try {
      return new Session(x, await launch(wanted, { port: x.port, ...build, ...rest }));
    } catch (error) {
      await x.stop();
      throw error;
    }
  }

  async end() {
    await this.harness.close();
    await this.x.stop();
  }

  /** Opens a page of X in a new tab in front. */
  async openX(path: string): Promise<Page> {
    const page = await this.harness.browser.newPage();
    await page.bringToFront();
    await this.go(page, path);
    return page;
  }

  /** Types an address into a tab. */
  async go(page: Page, path: string) {
    await this.#load(() => page.goto(`https://x.com${path}`, LOAD));
  }

  async reload(page: Page) {
    await this.#load(() => page.reload(LOAD));
  }

  /**
   * A load that fails is what some tests are about. Of one that fails at once Firefox does not always tell puppeteer, which
   * then waits for ever, whatever its time-out: one in ten on a busy machine.
   */
  async #load(load: () => Promise<unknown>) {
    const loading = load().catch((error: Error) => {
      if (!/net::ERR|NS_ERROR|Navigation/.test(error.message)) throw error;
    });
    await Promise.race([loading, seconds(LOAD.timeout / 1000)]);
  }

  /** The popup as a page behind: what it says, without taking the front from X. */
  async popup(): Promise<Page> {
    if (this.#popup) return this.#popup;
    const [front] = await this.#visiblePages();
    this.#popup = await this.harness.open('popup.html');
    await front?.bringToFront();
    return this.#popup;
  }

  /** What a store of the record holds now, read by the popup's page. */
  async rows<T>(store: string): Promise<T[]> {
    const popup = await this.popup();
    return popup.evaluate(async (name) => {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open('feed-canary');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      const rows = await new Promise<T[]>((done) => {
        const reading = db.transaction(name).objectStore(name).getAll();
        reading.onsuccess = () => done(reading.result);
      });
      db.close();
      return rows;
    }, store);
  }

  /** What the verdict rests on now. */
  async evidence(): Promise<Evidence> {
    const [evidence = { stretches: [], loads: [] }] = await this.rows<Evidence>('evidence');
    return evidence;
  }

  /** After an update of the extension its old pages are gone. */
  forgetPopup() {
    this.#popup = undefined;
  }

  async said(): Promise<Said> {
    const popup = await this.popup();
    return popup.evaluate(() => ({ ...document.querySelector('main')?.dataset }));
  }

  /** Waits until the popup says this; fails with what it says instead. */
  async until(expected: Said, timeoutMs = 8_000): Promise<Said> {
    const deadlineMs = Date.now() + timeoutMs;
    for (;;) {
      const said = await this.said();
      if (Object.entries(expected).every(([key, value]) => said[key as keyof Said] === value)) return said;
      if (Date.now() > deadlineMs) {
        const words = await (await this.popup()).evaluate(() => document.body.innerText);
        throw new Error(`waited for ${JSON.stringify(expected)}, got ${JSON.stringify(said)}: ${words}`);
      }
      await sleep(100);
    }
  }

  async incidents(): Promise<ListedIncident[]> {
    const popup = await this.popup();
    const rows = await popup.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-incident]')].map((row) => ({ ...row.dataset })),
    );
    return rows.map(({ incident = '', ending, start, end }) => ({
      kind: incident,
      startMs: Number(start),
      ...(ending === undefined ? {} : { ending }),
      ...(end === undefined ? {} : { endMs: Number(end) }),
    }));
  }

  /** What the toolbar button says to a screen reader or a mouse that rests on it. */
  async toolbarTitle(): Promise<string> {
    const popup = await this.popup();
    return popup.evaluate(() => {
      const { browser, chrome } = globalThis as unknown as Apis;
      return (browser ?? chrome).action.getTitle({});
    });
  }

  /**
   * What a reader chooses on the options page; the rest is as at first.
   *
   * @param page a page of ours to do it from: the popup asks the crowd by itself, as soon as it may
   */
  async setSettings(settings: Partial<Settings>, page?: Page): Promise<void> {
    const ours = page ?? (await this.popup());
    await ours.evaluate((chosen) => {
      const { browser, chrome } = globalThis as unknown as Apis;
      return (browser ?? chrome).storage.local.set({ settings: chosen });
    }, settings);
  }

  /** The ids of the notifications since the last call, which are cleared away; first call this before any comes. */
  async takeNotifications(): Promise<string[]> {
    const popup = await this.popup();
    return popup.evaluate(async () => {
      const page = globalThis as unknown as Apis & { closedIds?: string[] };
      const { notifications } = page.browser ?? page.chrome;
      // Chromium keeps them on a screen it does not have. Firefox closes them at once: there is no desktop to show them.
      const isFirefox = navigator.userAgent.includes('Firefox');
      if (isFirefox && !page.closedIds) {
        page.closedIds = [];
        notifications.onClosed.addListener((id) => page.closedIds?.push(id));
      }
      const ids = page.closedIds?.splice(0) ?? Object.keys(await notifications.getAll());
      await Promise.all(ids.map((id) => notifications.clear(id)));
      return ids;
    });
  }

  async #visiblePages(): Promise<Page[]> {
    // Chromium makes tabs of its own for a moment, which puppeteer may meet half made: "Tab target session is not defined".
    const { browser } = this.harness;
    const pages = await browser.pages().catch(() => sleep(500).then(() => browser.pages()));
    const states = await Promise.all(
      pages.map((page) => page.evaluate(() => document.visibilityState).catch(() => 'hidden')),
    );
    return pages.filter((_page, index) => states[index] === 'visible');
  }
}

/** Follows a link of X's app, as a click does: no new document. */
export async function follow(page: Page, path: string) {
  await page.evaluate((to) => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].find(
      (a) => a.getAttribute('href') === to,
    );
    if (!link) throw new Error(`no link to ${to}`);
    link.click();
  }, path);
}

/** Opens one of home's tabs. */
export async function openHomeTab(page: Page, index: number) {
  await page.evaluate((at) => {
    const tabs = document.querySelectorAll<HTMLElement>('[data-testid="primaryColumn"] [role="tab"]');
    tabs[at]?.click();
  }, index);
}

export const seconds = (count: number) => sleep(count * 1000);
