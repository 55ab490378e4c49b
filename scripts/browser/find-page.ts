import type { Page } from 'puppeteer-core';

const SILENT_AFTER_MS = 1_000;

/** The tab in front. */
export const findVisible = (pages: readonly Page[]): Promise<Page | undefined> =>
  findPage(pages, () => document.visibilityState === 'visible');

/**
 * The page of ours that opens after the first installation, once it shows what it is for: Firefox complains of a page
 * that is closed while it still waits for an answer of the browser's.
 */
export const findWelcome = (pages: readonly Page[]): Promise<Page | undefined> =>
  findPage(pages, () => location.pathname === '/welcome.html' && document.querySelector('h1') !== null);

/**
 * The page that says yes; one that does not answer within a second (still loading, hung) is not taken for it. The
 * pages themselves are asked: in Firefox puppeteer does not know the address of a tab that an extension opened.
 */
async function findPage(pages: readonly Page[], isIt: () => boolean): Promise<Page | undefined> {
  for (const page of pages) {
    const answer = page.evaluate(isIt).catch(() => false);
    const silence = new Promise<boolean>((done) => setTimeout(done, SILENT_AFTER_MS, false));
    if (await Promise.race([answer, silence])) return page;
  }
  return undefined;
}
