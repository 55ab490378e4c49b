import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';

const CLOSE_TIMEOUT_MS = 15_000;

/** Closes a browser; kills the process we started when it hangs, so that no run leaves one behind. */
export async function closeBrowser(browser: Browser): Promise<void> {
  const impatience = new AbortController();
  const closed = browser.close().then(
    () => true,
    () => false,
  );
  const late = sleep(CLOSE_TIMEOUT_MS, false, { signal: impatience.signal }).catch(() => false);
  if (!(await Promise.race([closed, late]))) browser.process()?.kill('SIGKILL');
  impatience.abort();
}
