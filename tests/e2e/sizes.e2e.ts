import { expect, it } from 'vitest';
import { bundleSizes } from '../bench/bundle-sizes.ts';
import { extensionDir } from './support/session.ts';

const sizes = Object.fromEntries(
  (await bundleSizes(extensionDir)).map(({ bundle, gzipBytes }) => [bundle, gzipBytes]),
);

it('keeps small what X’s pages carry on every load', () => {
  expect(sizes['watch.js']).toBeLessThan(6_000);
});

it('keeps small what the popup waits for', () => {
  expect(sizes.popup).toBeLessThan(30_000);
});
