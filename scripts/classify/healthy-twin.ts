import type { Page } from 'puppeteer-core';
import { SELECTORS } from '../../lib/x/selectors.ts';

/** What of a saved page tells its place from others, beside its path. */
interface Place {
  /** Of the account that is logged in; empty when none is. */
  ownProfile: string;
  /** For each tab of the column, whether it is the open one. */
  tabs: boolean[];
}

/**
 * A small page with a post, in the same place as the saved one: same account, same tab. Shown at the same path it
 * makes the extension remember that place by its own means, whatever it makes of it.
 *
 * @param parser a page of ours to parse the saved one in; nothing of it is loaded or run there
 */
export async function healthyTwinOf(html: string, parser: Page): Promise<string> {
  const { ownProfile, tabs } = await parser.evaluate(readPlace, html, SELECTORS);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>X</title></head><body>
<div id="react-root"><a href="${escapeAttribute(ownProfile)}" data-testid="AppTabBar_Profile_Link">Profile</a>
<main><div data-testid="primaryColumn">
<div role="tablist">${tabs.map((isOpen) => `<div role="tab" aria-selected="${isOpen}">Tab</div>`).join('')}</div>
<section><div data-testid="cellInnerDiv"><article data-testid="tweet"><div data-testid="User-Name">
<a href="/somebody_else">Somebody else</a></div><div data-testid="tweetText">A post.</div></article></div></section>
</div></main></div></body></html>`;
}

/** Runs in the parser page. */
function readPlace(html: string, selectors: typeof SELECTORS): Place {
  const saved = new DOMParser().parseFromString(html, 'text/html');
  const tabs = saved.querySelector(selectors.mainColumn)?.querySelectorAll(selectors.tabs) ?? [];
  return {
    ownProfile: saved.querySelector(selectors.ownProfile)?.getAttribute('href') ?? '',
    tabs: [...tabs].map((tab) => tab.getAttribute('aria-selected') === 'true'),
  };
}

const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
