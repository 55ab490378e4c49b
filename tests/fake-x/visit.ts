import type { Page } from 'puppeteer-core';
import type { Step } from './truth.ts';

/** Pages may never come; that is what some phases are about. */
const LOAD_MS = 6_000;
const DRAW_MS = 2_000;
/** What must be on the page before a step makes sense. */
const TARGETS: Record<string, string> = {
  tab: '[data-testid="primaryColumn"] [role="tab"]',
  like: '[data-testid="primaryColumn"] [data-testid="like"]',
  scroll: '[data-testid="primaryColumn"] article',
};

/**
 * Takes one step of a phase's visit in a browser's tab. Loads that fail are no error here. One that never ends goes
 * on: until the next load Chromium's tab answers no question, so do not ask it.
 */
export async function visit(page: Page, step: Step): Promise<void> {
  const options = { waitUntil: 'domcontentloaded', timeout: LOAD_MS } as const;
  if (step.startsWith('/')) await settle(page.goto(`https://x.com${step}`, options));
  else if (step === 'reload') await settle(page.reload(options));
  else if (step === 'offline' || step === 'online') await page.setOfflineMode(step === 'offline');
  else if (step === 'post') await writePost(page);
  else {
    // a busy machine draws late; on an error page there is nothing to wait for
    const target = TARGETS[step.split(':')[0] ?? ''];
    if (target) await page.waitForSelector(target, { timeout: DRAW_MS }).catch(() => null);
    await page.evaluate(inPage, step);
  }
}

async function settle(load: Promise<unknown>): Promise<void> {
  await load.catch((error: Error) => {
    if (!/net::ERR|NS_ERROR|Navigation|timeout/i.test(error.message)) throw error;
  });
}

async function writePost(page: Page): Promise<void> {
  const opener = '[data-testid="FloatingActionButtons_Tweet_Button"]';
  const box = '[data-testid="tweetTextarea_0"]';
  await page.waitForSelector(`${box}, ${opener}`, { timeout: LOAD_MS });
  if (!(await page.$(box)))
    await page.evaluate((at) => document.querySelector<HTMLElement>(at)?.click(), opener);
  await page.waitForSelector(box, { timeout: LOAD_MS });
  await page.evaluate((at) => {
    const place = document.querySelector<HTMLElement>(at);
    place?.append('Counting herons.');
    place?.dispatchEvent(new InputEvent('input', { bubbles: true }));
    document.querySelector<HTMLElement>('[data-testid^="tweetButton"]')?.click();
  }, box);
}

/** Runs in the page. */
function inPage(step: string): void {
  const [kind, to = ''] = step.split(/:(.*)/);
  const column = document.querySelector('[data-testid="primaryColumn"]');
  if (kind === 'scroll') window.scrollTo(0, document.body.scrollHeight);
  if (kind === 'tab') column?.querySelectorAll<HTMLElement>('[role="tab"]')[Number(to)]?.click();
  if (kind === 'like') column?.querySelector<HTMLElement>('[data-testid="like"]')?.click();
  // links of the app need not be on the page that is open: the app follows its history as well
  if (kind === 'follow') {
    history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }
}
