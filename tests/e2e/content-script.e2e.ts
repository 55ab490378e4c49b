import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extensionDir } from './support/session.ts';

/** Ways to change a page, to talk to it, or to ask the network for anything. */
const TOUCHES =
  /dispatchEvent|postMessage|appendChild|\.append\(|\.remove\(|insertBefore|createElement|setAttribute|innerHTML|attachShadow|pushState|preventDefault|\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|setResourceTimingBufferSize/g;

const built = await readFile(join(extensionDir, 'watch.js'), 'utf8');

it('holds nothing that could change the page, speak to it or ask the network', () => {
  expect(built.match(TOUCHES) ?? []).toEqual([]);
});
