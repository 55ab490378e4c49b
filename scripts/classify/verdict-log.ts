import type { Page } from 'puppeteer-core';

/** One thing the popup said, from its contract attributes, and when it began to say it. */
export interface Shown {
  verdict: string;
  reason?: string;
  /** In ms since 1970. */
  atMs: number;
}

/** Starts to note, in the popup's page, what it says and since when. */
export async function startVerdictLog(popup: Page): Promise<void> {
  await popup.waitForSelector('main[data-verdict]');
  await popup.evaluate(() => {
    const shown: Shown[] = [];
    const note = () => {
      const { verdict = '', reason } = document.querySelector('main')?.dataset ?? {};
      const last = shown.at(-1);
      if (last?.verdict === verdict && last.reason === reason) return;
      shown.push({ verdict, ...(reason === undefined ? {} : { reason }), atMs: Date.now() });
    };
    new MutationObserver(note).observe(document, { subtree: true, attributes: true, childList: true });
    note();
    Object.assign(globalThis, { shown });
  });
}

/** What the popup says now, and since when. */
export async function lastShown(popup: Page): Promise<Shown> {
  const last = await popup.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown.at(-1));
  if (!last) throw new Error('the popup says nothing');
  return last;
}
