import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { poll } from '../../../scripts/browser/poll.ts';
import { TEST_BUILDS } from '../../../scripts/build/build-for-tests.ts';
import { newerVersion } from '../../e2e/support/newer-version.ts';
import type { Session } from '../../e2e/support/session.ts';
import { killBrowser } from '../../kills/kill-browser.ts';
import { BROWSER, type Scene, type Strike, untilOutage } from './in-outage.ts';

const BACKGROUND_KILLS = 5;
const SLEEP_MS = 15_000;

/** The background is ended again and again, before and after what the page tells. */
export const killBackground: Strike = async (scene) => {
  const { session, page } = scene;
  for (let kill = 0; kill < BACKGROUND_KILLS; kill += 1) {
    await session.harness.stopBackground();
    await session.reload(page);
    await sleep(1000);
  }
  await session.harness.stopBackground();
  return { ...scene, recoveredInMs: await untilOutage(session) };
};

/** The browser's process is gone at once; the reader starts it again and looks at X. */
export const killWholeBrowser: Strike = async (scene) => {
  await killBrowser(scene.session);
  const session = await scene.session.restart({ ...BROWSER, profileDir: scene.profileDir });
  const startMs = performance.now();
  const page = await session.openX('/home');
  await untilOutage(session);
  return { ...scene, session, page, recoveredInMs: performance.now() - startMs };
};

/** The browser gives our database no more room, then does again. */
export const fillQuota: Strike = async (scene) => {
  const { session, page } = scene;
  const popup = await session.popup();
  const cdp = await popup.createCDPSession();
  const origin = `chrome-extension://${new URL(popup.url()).host}`;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await session.reload(page);
  await poll('the full disk to be noticed', async () => (await problemOf(session)) === 'full');
  const said = await session.toolbarTitle();
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  const startMs = performance.now();
  await session.reload(page);
  await poll('the record to be written again', async () => (await problemOf(session)) === undefined);
  await untilOutage(session);
  return {
    ...scene,
    recoveredInMs: performance.now() - startMs,
    complaints: /down/.test(said) ? [] : [`with a full disk the toolbar said: ${said}`],
  };
};

/** The network goes, and comes back. */
export const goOffline: Strike = async (scene) => {
  const { session, page } = scene;
  await page.setOfflineMode(true);
  await session.reload(page);
  await session.until({ verdict: 'yours', reason: 'offline' }, 15_000);
  await page.setOfflineMode(false);
  const startMs = performance.now();
  await session.reload(page);
  await untilOutage(session);
  return { ...scene, recoveredInMs: performance.now() - startMs };
};

/** Every process of the browser stands still, as when the lid is closed, and goes on later. */
export const putToSleep: Strike = async (scene) => {
  const browser = scene.session.harness.browser.process();
  if (!browser?.pid) throw new Error('the browser runs in no process of ours');
  const family = familyOf(browser.pid);
  for (const pid of family) process.kill(pid, 'SIGSTOP');
  await sleep(SLEEP_MS);
  for (const pid of family.reverse()) process.kill(pid, 'SIGCONT');
  return { ...scene, recoveredInMs: await untilOutage(scene.session) };
};

/** A new version of the extension comes. */
export const upgrade: Strike = (scene) => upgradeAfter(scene, async () => {});

/** A new version comes to somebody whose history is of the first schema. */
export const upgradeFromFirstSchema: Strike = (scene) =>
  upgradeAfter(scene, async ({ session }) => {
    const popup = await session.popup();
    await popup.evaluate(goBackToFirstSchema);
  });

async function upgradeAfter(scene: Scene, prepare: (scene: Scene) => Promise<void>) {
  const { session, page } = scene;
  const newer = await newerVersion(TEST_BUILDS.chromium);
  try {
    await prepare(scene);
    await session.harness.updateExtension(newer);
    const startMs = performance.now();
    session.forgetPopup();
    await page.bringToFront();
    await untilOutage(session);
    return { ...scene, recoveredInMs: performance.now() - startMs };
  } finally {
    await rm(newer, { recursive: true, force: true });
  }
}

/** Runs in a page of ours: what there is goes into a database as the first version made it. */
async function goBackToFirstSchema(): Promise<void> {
  const outcome = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const now = await outcome(indexedDB.open('feed-canary'));
  const all = (name: string) => outcome(now.transaction(name).objectStore(name).getAll());
  const [evidence, places, incidents] = [await all('evidence'), await all('places'), await all('incidents')];
  now.close();
  await outcome(indexedDB.deleteDatabase('feed-canary'));
  const opening = indexedDB.open('feed-canary', 1);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    const stores = {
      evidence: db.createObjectStore('evidence'),
      places: db.createObjectStore('places', { keyPath: 'place' }),
      incidents: db.createObjectStore('incidents', { keyPath: 'id', autoIncrement: true }),
    };
    stores.places.createIndex('byLastPosts', 'lastPostsAtMs');
    stores.incidents.createIndex('byStart', 'startMs');
    for (const row of evidence) stores.evidence.put(row, 'now');
    for (const row of places) stores.places.put(row);
    for (const row of incidents) stores.incidents.put(row);
  };
  (await outcome(opening)).close();
}

/** What the faces are told of a record that takes nothing. */
async function problemOf(session: Session): Promise<string | undefined> {
  const popup = await session.popup();
  return popup.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: typeof import('webextension-polyfill') };
    const { unrecorded } = await chrome.storage.session.get('unrecorded');
    return (unrecorded as { problem: string } | undefined)?.problem;
  });
}

/** A process and all that came from it, by what Linux says of each. */
function familyOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => [Number(pid), parentOf(pid)] as const);
  const family = [root];
  for (const member of family)
    family.push(...parents.filter(([, parent]) => parent === member).map(([pid]) => pid));
  return family;
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0; // gone meanwhile
  }
}
