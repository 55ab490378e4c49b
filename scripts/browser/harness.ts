import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from './chromium.ts';
import { ensureBrowsers } from './ensure.ts';
import type { Engine } from './find.ts';
import { findVisible, findWelcome } from './find-page.ts';
import { launchFirefox } from './firefox.ts';
import { poll } from './poll.ts';

/** How to start a browser for tests, the demo and the other scripts. */
export interface LaunchOptions {
  /** Port on 127.0.0.1 that every https host is led to: the fake X. */
  port: number;
  /**
   * Built extension folder; omitted = start without it, {@link Harness.installExtension} later. Nothing is
   * installed when the profile already has this version from the last launch.
   */
  extensionDir?: string;
  /**
   * Kept between launches, as if a person closed the browser and opened it again: the extension, its id,
   * storage and IndexedDB are still there and `runtime.onStartup` fires (Linux; elsewhere Chromium guards its
   * preferences and installs anew). Omitted = a profile that is deleted on close.
   */
  profileDir?: string;
  /** Default true. */
  headless?: boolean;
}

/** The real popup, as the toolbar button opens it. */
export interface Popup {
  /** CSS pixels. */
  width: number;
  /** CSS pixels. */
  height: number;
  /** Chromium only: no protocol drives Firefox's popup panel. */
  page?: Page;
  /** The value, through JSON, of a JavaScript expression in the popup, e.g. `document.body.innerText`. */
  evaluate(expression: string): Promise<unknown>;
  /** A PNG of the popup's content. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The extension in a real browser, whichever it is. */
export interface Harness {
  readonly engine: Engine;
  readonly browser: Browser;
  /** The version in the installed manifest; undefined when the extension is not installed. */
  installedVersion(): Promise<string | undefined>;
  /**
   * Installs into the running browser, as a person does while tabs of X are open; who closes the welcome page and
   * goes on with what was in front.
   */
  installExtension(dir: string): Promise<void>;
  /**
   * Puts another version over the installed one; open tabs stay, the background of the new one runs.
   *
   * @throws Error in Chromium when the ids differ: both folders need the same `key` in their manifest.
   */
  updateExtension(dir: string): Promise<void>;
  /** Opens an extension page as a tab in front, e.g. `popup.html`. */
  open(path: string): Promise<Page>;
  /** Presses the toolbar button over the tab in front. The popup closes when another tab comes to the front. */
  openPopup(): Promise<Popup>;
  /** Ends the service worker or event page as the browser itself would when idle. */
  stopBackground(): Promise<void>;
  /** What a person does in the browser's site-access menu: false takes all hosts away, true gives them back. */
  setSiteAccess(on: boolean): Promise<void>;
  /** Uncaught errors and manifest complaints of the extension so far, one line each. Best as a last assertion. */
  errors(): Promise<string[]>;
  /** Ends the browser; kills it when it does not end by itself. */
  close(): Promise<void>;
}

/**
 * Hosts the browsers contact on their own, as seen by a stand-in that every host was led to; so that a test can
 * assert that nobody else is contacted. Just what was seen: a request of ours to one of these is masked.
 */
export const BROWSER_OWN_HOSTS: Record<Engine, ReadonlySet<string>> = {
  chromium: new Set(['accounts.google.com', 'content-autofill.googleapis.com', 'update.googleapis.com']),
  firefox: new Set(['firefox.settings.services.mozilla.com']),
};

/**
 * Starts a browser with every https host led to the fake X and loopback left as it is; installs the browser
 * first where `ensureBrowsers` can.
 *
 * @throws Error of one line when there is no such browser.
 */
export async function launch(engine: Engine, options: LaunchOptions): Promise<Harness> {
  const { [engine]: executablePath } = await ensureBrowsers([engine]);
  const start = engine === 'chromium' ? launchChromium : launchFirefox;
  const started = await start(executablePath, options);
  const harness = { ...started, installExtension: (dir: string) => install(started, dir) };
  try {
    const { extensionDir } = options;
    if (extensionDir && (await harness.installedVersion()) !== (await readVersion(extensionDir))) {
      await harness.installExtension(extensionDir);
    }
  } catch (error) {
    await harness.close();
    throw error;
  }
  return harness;
}

async function install({ browser, installExtension }: Harness, dir: string): Promise<void> {
  const front = await findVisible(await browser.pages());
  await installExtension(dir);
  const welcome = await poll('the welcome page', async () => findWelcome(await browser.pages()));
  await welcome.close();
  await front?.bringToFront();
}

async function readVersion(extensionDir: string): Promise<string> {
  const manifest = await readFile(join(extensionDir, 'manifest.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
