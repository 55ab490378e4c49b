import type { Page } from 'puppeteer-core';

/** The tab in front; a page that does not answer within a second (still loading, hung) is not taken for it. */
export async function findVisible(pages: readonly Page[]): Promise<Page | undefined> {
  for (const page of pages) {
    const answer = page.evaluate(() => document.visibilityState).catch(() => 'gone');
    const silence = new Promise((done) => setTimeout(done, 1000, 'silent'));
    if ((await Promise.race([answer, silence])) === 'visible') return page;
  }
  return undefined;
}
