import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { closeBrowser } from './close-browser.ts';
import type { Harness, LaunchOptions } from './harness.ts';
import { windowOptions } from './window-options.ts';
import { zipFolder } from './zip-folder.ts';

/** The id in our manifest, `browser_specific_settings.gecko.id`. */
const ADDON_ID = 'feed-canary@feed-canary.example';
/** Any would do; pinned, so that the address of our pages is known before the add-on is there. */
const UUID = '3c9a29a3-0000-4000-8000-70ed39814713';
const BASE = `moz-extension://${UUID}`;

/** The WebDriver BiDi connection below puppeteer, which has no public door to Firefox's `moz:` extensions. */
interface Bidi {
  send(method: string, params: object): Promise<{ result: unknown }>;
}
type ScriptResult =
  | { type: 'success'; result: { value?: unknown } }
  | { type: 'exception'; exceptionDetails: { text: string } };

/** Starts Firefox over WebDriver BiDi. Use `launch` of harness.ts. */
export async function launchFirefox(executablePath: string, options: LaunchOptions): Promise<Harness> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    ...windowOptions(options.headless),
    acceptInsecureCerts: true,
    ...(options.profileDir ? { userDataDir: resolve(options.profileDir) } : {}),
    // Without it neither moz-extension: pages nor the browser's own window can be driven.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.dns.forceResolve': '127.0.0.1',
      'network.dns.disableIPv6': true,
      'network.socket.forcePort': `443=${options.port};80=${options.port}`,
      'extensions.webextensions.uuids': JSON.stringify({ [ADDON_ID]: UUID }),
      'extensions.webextOptionalPermissionPrompts': false,
      // Our builds are not signed. Debian's ESR honours this; a release build of Mozilla does not, and there
      // only a temporary add-on (no profileDir) can be had.
      'xpinstall.signatures.required': false,
    },
  });
  const { connection: bidi } = browser as Browser & { connection: Bidi };

  /** Runs a function body with the browser's own rights; `front` is the front window, `getExtension()` ours. */
  const inBrowserWindow = async (body: string): Promise<unknown> => {
    const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    const [context] = (tree.result as { contexts: { context: string }[] }).contexts;
    const { result } = await bidi.send('script.callFunction', {
      functionDeclaration: `async () => {
        const front = Services.wm.getMostRecentWindow('navigator:browser');
        const getExtension = () => {
          const policy = WebExtensionPolicy.getByID('${ADDON_ID}');
          if (!policy) throw new Error('no extension is installed');
          return policy.extension;
        };
        ${body}
      }`,
      awaitPromise: true,
      target: { context: context?.context },
    });
    const answer = result as ScriptResult;
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  };

  /** The value of a JavaScript expression in the popup that is open, taken there by a frame script. */
  const evaluateInPopup = async (expression: string): Promise<unknown> => {
    const json = await inBrowserWindow(`
      const { messageManager } = front.document.querySelector('browser.webextension-popup-browser');
      const name = 'feed-canary:' + Math.random();
      const inPopup = (name, expression) => {
        try {
          // a sandbox over the popup's window: the extension's CSP forbids eval there
          const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
          sendAsyncMessage(name, { json: Cu.evalInSandbox('JSON.stringify(' + expression + ')', sandbox) });
        } catch (error) {
          sendAsyncMessage(name, { error: String(error) });
        }
      };
      const call = [name, ${JSON.stringify(expression)}].map((argument) => JSON.stringify(argument)).join();
      const answer = new Promise((done) => {
        messageManager.addMessageListener(name, function once({ data }) {
          messageManager.removeMessageListener(name, once);
          done(data);
        });
      });
      messageManager.loadFrameScript('data:,' + encodeURIComponent('(' + inPopup + ')(' + call + ')'), false);
      const { json, error } = await answer;
      if (error) throw new Error(error);
      return json;`);
    return json === undefined ? undefined : JSON.parse(String(json));
  };

  const install = async (dir: string) => {
    if (!options.profileDir) {
      await browser.installExtension(resolve(dir)); // a temporary add-on: gone after a restart
      return;
    }
    const zipDir = await mkdtemp(join(tmpdir(), 'feed-canary-'));
    try {
      const path = join(zipDir, 'addon.zip');
      await zipFolder(dir, path);
      const extensionData = { type: 'archivePath', path };
      await bidi.send('webExtension.install', { extensionData, 'moz:permanent': true });
    } finally {
      await rm(zipDir, { recursive: true });
    }
  };

  return {
    engine: 'firefox',
    browser,
    async installedVersion() {
      const version = await inBrowserWindow(
        `return WebExtensionPolicy.getByID('${ADDON_ID}')?.extension.version ?? '';`,
      );
      return version ? String(version) : undefined;
    },
    installExtension: install,
    updateExtension: install,
    async open(path) {
      const page = await browser.newPage();
      await page.goto(`${BASE}/${path}`, { waitUntil: [] }); // the default never resolves for moz-extension:
      await page.waitForFunction(
        (base) => location.href.startsWith(base) && document.readyState === 'complete',
        {},
        BASE,
      );
      return page;
    },
    async openPopup() {
      const size = await inBrowserWindow(`
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const button = ExtensionParent.apiManager.global.browserActionFor(getExtension());
        await button.openPopup(front);
        let last = '';
        for (let i = 0; i < 100; i++) {
          await new Promise((done) => front.setTimeout(done, 100));
          const popup = front.document.querySelector('browser.webextension-popup-browser');
          if (!popup?.currentURI.spec.startsWith('${BASE}/') || !popup.clientHeight) continue;
          const now = popup.clientWidth + ',' + popup.clientHeight;
          if (now === last) return now; // it shows at once and grows with its content
          last = now;
        }
        throw new Error('the popup did not open');`);
      const [width = 0, height = 0] = String(size).split(',').map(Number);
      return {
        width,
        height,
        evaluate: evaluateInPopup,
        async screenshot() {
          const dataUrl = await inBrowserWindow(`
            const popup = front.document.querySelector('browser.webextension-popup-browser');
            const { currentWindowGlobal } = popup.browsingContext;
            const bitmap = await currentWindowGlobal.drawSnapshot(null, front.devicePixelRatio, 'white');
            const canvas = front.document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
            canvas.width = bitmap.width;
            canvas.height = bitmap.height;
            canvas.getContext('2d').drawImage(bitmap, 0, 0);
            return canvas.toDataURL();`);
          return Buffer.from(String(dataUrl).split(',')[1] ?? '', 'base64');
        },
        async close() {
          await inBrowserWindow(
            `front.document.querySelector('browser.webextension-popup-browser')?.closest('panel').hidePopup();`,
          );
        },
      };
    },
    async stopBackground() {
      const state = await inBrowserWindow(`
        const extension = getExtension();
        // asked to stop what is stopped, Firefox logs an error, and errors() would show it
        if (extension.backgroundState !== 'stopped') await extension.terminateBackground();
        return extension.backgroundState;`);
      if (state !== 'stopped') throw new Error(`the event page is ${state}`);
    },
    async setSiteAccess(on) {
      await inBrowserWindow(`
        const { ExtensionPermissions } =
          ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        const extension = getExtension();
        const origins = extension.manifest.host_permissions;
        await ExtensionPermissions.${on ? 'add' : 'remove'}(extension.id, { permissions: [], origins }, extension);`);
    },
    async errors() {
      const lines = await inBrowserWindow(`
        return Services.console.getMessageArray()
          .filter((m) => m instanceof Ci.nsIScriptError && !(m.flags & Ci.nsIScriptError.warningFlag))
          .map((m) => m.sourceName + ': ' + m.errorMessage)
          .filter((line) => line.includes('${BASE}') || line.includes('${ADDON_ID}'))
          // Firefox's own, whenever an event page that listens to storage changes ends (ESR 140)
          .filter((line) => !line.includes('sendRemoveListener on closed conduit'))
          .join('\\n');`);
      return String(lines).split('\n').filter(Boolean);
    },
    close: () => closeBrowser(browser),
  };
}
