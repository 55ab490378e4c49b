import type { Browser } from 'webextension-polyfill';
import type { ObservationMessage } from '../lib/messages/observation-message.ts';
import { PageWatch, TICK_MS } from '../lib/observe/page-watch.ts';
import { hashPlace } from '../lib/observe/place-hash.ts';
import { type PageReading, pathOfPage, readPage } from '../lib/observe/read-page.ts';
import { RequestLog } from '../lib/observe/request-log.ts';
import { ToastWatch } from '../lib/observe/toast-watch.ts';

/**
 * The content script. It uses the browser's own API object, so that the polyfill stays out of X's pages, and is no
 * WXT content script, because WXT's would dispatch an event that the page can see.
 */
type Isolated = typeof globalThis & { browser?: Browser; chrome?: Browser; isFeedCanaryWatching?: true };
const isolated = globalThis as Isolated;

function main() {
  // Firefox runs it in open tabs by itself at install, the background does so in both browsers: once is enough.
  if (isolated.isFeedCanaryWatching) return;
  isolated.isFeedCanaryWatching = true;

  const api = isolated.browser ?? isolated.chrome;
  if (!api) return;
  const requestLog = new RequestLog(location.origin);
  const toasts = new ToastWatch();
  const watch = new PageWatch(Math.round(performance.timeOrigin), {
    hasFailures: () => requestLog.hasFailures || toasts.hasFailures,
    take: () => ({ requests: requestLog.take(), postFailures: toasts.take() }),
  });
  let place: { name: string; hash?: string } | undefined;
  let path: string | undefined;
  let reading: PageReading | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  function look() {
    // After an update the old script stays in the page without a runtime: it leaves quietly.
    if (!api?.runtime?.id) return stop();
    const pathBefore = path;
    path = pathOfPage(location.pathname, path);
    toasts.look(document);
    if (path !== pathBefore || !reading?.standing?.isConnected) reading = readPage(document, path);
    // Hashing takes a turn; then the place is looked at again, and its time counts from that look on.
    if (place?.name !== reading.placeName) {
      place = { name: reading.placeName };
      void hash(place).then(lookWhileVisible);
      return;
    }
    if (!place.hash) void hash(place); // just installed: the background may not have made the salt yet
    const tick = { nowMs: performance.now(), reading, place: place.hash, isOnline: navigator.onLine };
    const observation = watch.tick(tick);
    if (!observation) return;
    const message: ObservationMessage = { type: 'observation', observation };
    // Rejected when nobody answers: the background does not, and an update may be under way.
    api.runtime.sendMessage(message).catch(() => {});
  }

  /** Without a hash the place counts as one never seen; an orphan's failure is noticed at the next look. */
  async function hash(named: { name: string; hash?: string }) {
    const { placeSalt } = (await api?.storage.local.get('placeSalt').catch(() => undefined)) ?? {};
    if (typeof placeSalt === 'string') named.hash = await hashPlace(placeSalt, named.name);
  }

  /** Looks only while the page can be seen: hidden time proves nothing, and costs battery. */
  function lookWhileVisible() {
    clearInterval(timer);
    if (document.hidden) return;
    look();
    timer = setInterval(look, TICK_MS);
  }

  function stop() {
    clearInterval(timer);
    requestLog.stop();
    document.removeEventListener('visibilitychange', lookWhileVisible);
  }

  document.addEventListener('visibilitychange', lookWhileVisible);
  lookWhileVisible();
}

/** What WXT's `defineUnlistedScript` would make of it, without the helper's bytes. */
export default { main };
