// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { parseObservation } from '../../lib/messages/observation-message.ts';
import { PageWatch } from '../../lib/observe/page-watch.ts';
import { hashPlace } from '../../lib/observe/place-hash.ts';
import { readPage } from '../../lib/observe/read-page.ts';

/** Words that no code of ours holds, so that any of them in an observation came from the page. */
const secret = fc.stringMatching(/^[a-z]{3}[0-9]{2}[a-z]{4,10}$/).map((word) => `q${word}`);

const pages = fc.record({
  handle: secret,
  author: secret,
  text: secret,
  list: secret,
  state: fc.constantFrom('post', 'empty', 'prompt', 'unknown'),
});

const BODIES = {
  post: (author: string, text: string) =>
    `<article data-testid="tweet"><div data-testid="User-Name"><a href="/${author}">${author}</a></div><div data-testid="tweetText">${text}</div></article>`,
  empty: (author: string, text: string) =>
    `<div data-testid="emptyState"><div data-testid="empty_state_header_text">@${author} ${text}</div></div>`,
  prompt: (_author: string, text: string) =>
    `<div><div dir="ltr">${text} something is wrong</div><button role="button"><svg></svg>Retry</button></div>`,
  unknown: (author: string, text: string) => `<p title="${author}">${text}</p>`,
};

beforeAll(() => {
  Element.prototype.checkVisibility = () => true;
});

it('no observation holds a text of the page, a handle, an id or an address', async () => {
  await fc.assert(
    fc.asyncProperty(pages, fc.boolean(), async ({ handle, author, text, list, state }, isList) => {
      document.body.innerHTML = `<div id="react-root"><a data-testid="AppTabBar_Profile_Link" href="/${handle}"></a>
        <div data-testid="primaryColumn">${BODIES[state](author, text)}</div></div>`;
      const reading = readPage(document, isList ? `/i/lists/${list}` : `/${author}`);
      const place = await hashPlace('salt', reading.placeName);
      const log = { hasFailures: () => true, take: () => ({ requests: [], postFailures: 0 }) };
      const observation = new PageWatch(0, log).tick({ nowMs: 1, reading, place, isOnline: true });
      const sent = JSON.stringify(observation);
      for (const word of [handle, author, text, list, 'x.com', '/']) expect(sent).not.toContain(word);
      const sender = { id: 'me', frameId: 0, url: 'https://x.com/', tab: { id: 1, incognito: false } };
      const own = { extensionId: 'me', hosts: ['x.com'] };
      expect(parseObservation({ type: 'observation', observation }, sender, own)).toBeDefined();
    }),
  );
});
