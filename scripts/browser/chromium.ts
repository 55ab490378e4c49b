import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import puppeteer from 'puppeteer-core';
import { closeBrowser } from './close-browser.ts';
import { findVisible } from './find-page.ts';
import type { Harness, LaunchOptions } from './harness.ts';
import { poll } from './poll.ts';
import { prepareChromiumProfile } from './prepare-chromium-profile.ts';
import { windowOptions } from './window-options.ts';

/** The part of `chrome.developerPrivate` (which only chrome://extensions has) that we use. */
interface DeveloperPrivate {
  getExtensionInfo(id: string): Promise<{
    runtimeErrors: { message: string; source: string }[];
    manifestErrors: { message: string }[];
  }>;
  updateExtensionConfiguration(update: { extensionId: string; hostAccess: string }): Promise<void>;
}
type ExtensionsPage = { chrome: { developerPrivate: DeveloperPrivate } };

/** Starts Chromium (or Chrome, or Edge) over CDP. Use `launch` of harness.ts. */
export async function launchChromium(executablePath: string, options: LaunchOptions): Promise<Harness> {
  const profileDir = resolve(options.profileDir ?? (await mkdtemp(join(tmpdir(), 'feed-canary-'))));
  await prepareChromiumProfile(profileDir);
  const discardProfile = async () => {
    if (!options.profileDir) await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const starting = puppeteer.launch({
    browser: 'chrome',
    executablePath,
    ...windowOptions(options.headless),
    acceptInsecureCerts: true,
    // Extensions.loadUnpacked is allowed over a pipe only. Branded Chrome >= 137 ignores --load-extension.
    pipe: true,
    enableExtensions: true,
    userDataDir: profileDir,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // Loopback stays what it is: the collector listens there. Plain http elsewhere finds no host.
      `--host-resolver-rules=EXCLUDE 127.0.0.1,EXCLUDE localhost,MAP *:443 127.0.0.1:${options.port},MAP * ~NOTFOUND`,
      '--ignore-certificate-errors',
      '--disable-component-update',
      '--disable-quic',
    ],
  });
  const browser = await starting.catch(async (error: unknown) => {
    await discardProfile();
    throw error;
  });
  const cdp = await browser.target().createCDPSession();
  let [id] = (await browser.extensions()).keys(); // there already when the profile is an old one
  const installedId = () => {
    if (!id) throw new Error('no extension is installed');
    return id;
  };

  /**
   * The worker's target, asked for without attaching to it: an attached worker never idles out, so ask puppeteer
   * for no `worker()`. Left alone, it was seen to end by itself within 38 s.
   */
  const findWorker = async () => {
    const { targetInfos } = await cdp.send('Target.getTargets');
    const origin = `chrome-extension://${installedId()}/`;
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
  };

  const load = (dir: string) => browser.installExtension(resolve(dir));

  /** Runs in chrome://extensions, in a tab behind the one in front, which so stays visible. */
  const onExtensionsPage = async <A, T>(run: (argument: A) => Promise<T>, argument: A): Promise<T> => {
    const page = await browser.newPage({ background: true });
    try {
      await page.goto('chrome://extensions');
      return (await page.evaluate(run as (argument: unknown) => Promise<T>, argument)) as T;
    } finally {
      await page.close();
    }
  };

  return {
    engine: 'chromium',
    browser,
    installedVersion: async () => (await browser.extensions()).get(id ?? '')?.version,
    async installExtension(dir) {
      id = await load(dir);
      await poll('the service worker', findWorker);
    },
    async updateExtension(dir) {
      const idBefore = installedId();
      const workerBefore = await findWorker();
      const idNow = await load(dir);
      if (idNow !== idBefore)
        throw new Error(`${dir} has the id ${idNow}, not ${idBefore}: give both one key`);
      await poll('the new service worker', async () => {
        const worker = await findWorker();
        return worker && worker.targetId !== workerBefore?.targetId;
      });
    },
    async open(path) {
      const page = await browser.newPage();
      await page.goto(`chrome-extension://${installedId()}/${path}`);
      return page;
    },
    async openPopup() {
      const extension = (await browser.extensions()).get(installedId());
      if (!extension) throw new Error('the extension is gone');
      const front = await poll('a visible tab', async () => findVisible(await browser.pages()));
      const isPopup = (url: string) => url.startsWith(`chrome-extension://${installedId()}/`);
      const before = new Set(browser.targets()); // popup.html may be open as a tab too
      const [target] = await Promise.all([
        browser.waitForTarget((t) => isPopup(t.url()) && t.type() !== 'service_worker' && !before.has(t), {
          timeout: 10_000,
        }),
        extension.triggerAction(front),
      ]);
      const page = await target.asPage();
      // It is 800x600 until the browser has fitted it to its content, and that may grow with what is loaded.
      let last = '';
      const size = await poll('the popup to be fitted', async () => {
        const now = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
        const settled = JSON.stringify(now) === last && now.width < 800 && now;
        last = JSON.stringify(now);
        return settled;
      });
      return {
        ...size,
        page,
        evaluate: async (expression) => {
          const json = await page.evaluate(`JSON.stringify(${expression})`);
          return json === undefined ? undefined : JSON.parse(String(json));
        },
        screenshot: () => page.screenshot(),
        close: () => page.close(),
      };
    },
    async stopBackground() {
      await poll('the service worker to stop', async () => {
        const worker = await findWorker();
        // It may end by itself at that moment.
        if (worker) await cdp.send('Target.closeTarget', { targetId: worker.targetId }).catch(() => {});
        return !worker;
      });
    },
    async setSiteAccess(on) {
      const update = { extensionId: installedId(), hostAccess: on ? 'ON_ALL_SITES' : 'ON_CLICK' };
      await onExtensionsPage(
        (u) =>
          (globalThis as unknown as ExtensionsPage).chrome.developerPrivate.updateExtensionConfiguration(u),
        update,
      );
    },
    async errors() {
      const { runtimeErrors, manifestErrors } = await onExtensionsPage(
        (i) => (globalThis as unknown as ExtensionsPage).chrome.developerPrivate.getExtensionInfo(i),
        installedId(),
      );
      return [
        ...manifestErrors.map(({ message }) => `manifest: ${message}`),
        ...runtimeErrors.map(({ message, source }) => `${source}: ${message}`),
      ];
    },
    async close() {
      await closeBrowser(browser);
      await discardProfile();
    },
  };
}
