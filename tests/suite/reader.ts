import type { Page } from 'puppeteer-core';
import { follow, openHomeTab, type Session, seconds } from '../e2e/support/session.ts';
import type { Step } from '../fake-x/truth.ts';

/** How long a reader looks at a page before going on: it loads, and what it shows settles. */
const LOOK_S = 4;

/** Somebody at one tab of X who does what a scenario's steps say. */
export class StepReader {
  readonly #session: Session;
  readonly #page: Page;

  constructor(session: Session, page: Page) {
    this.#session = session;
    this.#page = page;
  }

  async take(step: Step): Promise<void> {
    await this.#do(step);
    await seconds(LOOK_S);
  }

  async #do(step: Step): Promise<unknown> {
    if (step.startsWith('/')) return this.#session.go(this.#page, step);
    if (step.startsWith('tab:')) return openHomeTab(this.#page, Number(step.slice(4)));
    if (step.startsWith('follow:')) return follow(this.#page, step.slice(7));
    switch (step) {
      case 'reload':
        return this.#session.reload(this.#page);
      case 'scroll':
        return this.#page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      case 'post':
        return this.#write();
      case 'like':
        return this.#page.evaluate(() =>
          document.querySelector<HTMLElement>('[data-testid="like"]')?.click(),
        );
      case 'offline':
      case 'online':
        return this.#page.setOfflineMode(step === 'offline');
      default:
        throw new Error(`nobody knows how to do "${step}"`);
    }
  }

  /** Each text is new: X refuses to take the same one twice. */
  async #write() {
    await this.#page.click('[data-testid="tweetTextarea_0"]');
    await this.#page.keyboard.type(`A bird sang at ${Date.now()}`);
    await this.#page.evaluate(() =>
      document.querySelector<HTMLElement>('[data-testid="tweetButtonInline"]')?.click(),
    );
  }
}
