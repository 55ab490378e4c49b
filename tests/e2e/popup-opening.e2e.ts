import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extensionDir, Session } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.start('healthy');
});
afterAll(() => session?.end());

it('waits for one script: the styles are in the page', async () => {
  const page = await readFile(join(extensionDir, 'popup.html'), 'utf8');
  const waitedFor = page.match(/<[^>]* (src|href)="[^>]*>/g)?.filter((tag) => !tag.includes(' async '));
  expect(waitedFor).toEqual([expect.stringContaining('type="module"')]);
});

it('is tested as users get it: nothing is built for developers', async () => {
  const page = await readFile(join(extensionDir, 'popup.html'), 'utf8');
  const [, script = ''] = /type="module"[^>]* src="\/([^"]+)"/.exec(page) ?? [];
  const code = await readFile(join(extensionDir, script), 'utf8');
  expect(code).not.toContain(cwd());
  expect(code).not.toContain('lineNumber:');
});

it('says nothing before it knows, least of all what most people find', async () => {
  await session.setSettings({ isPaused: true });
  const page = await session.popup();
  const said = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    const heard = new Set<string>();
    frame.src = 'popup.html';
    document.body.append(frame);
    const { promise, resolve } = Promise.withResolvers<void>();
    const listen = (popup: Document) => {
      const hear = () => {
        const main = popup.querySelector('main');
        if (!main) return;
        heard.add(`${main.dataset.verdict} ${main.dataset.reason}`);
        setTimeout(resolve, 500);
      };
      new MutationObserver(hear).observe(popup, { subtree: true, childList: true, attributes: true });
      hear(); // Firefox may be that fast
    };
    const waiting = setInterval(() => {
      if (!frame.contentDocument?.URL.endsWith('/popup.html')) return;
      clearInterval(waiting);
      listen(frame.contentDocument);
    });
    await promise;
    frame.remove();
    return [...heard];
  });
  expect(said).toEqual(['unknown paused']);
});
