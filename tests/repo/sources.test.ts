import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (pattern: string) =>
  globSync(pattern).map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** Names for documentation that belong to nobody (RFC 2606, RFC 6761), and this machine. */
const NOBODYS = /(^|\.)(example|example\.(com|net|org)|test|localhost)$|^127\.0\.0\.1$|^\[::1\]$/;

/** What we send people to or name: X itself, our own place, the licence of the open data, names of XML languages. */
const NAMED = ['x.com', 'twitter.com', 'github.com', 'creativecommons.org', 'www.w3.org'];

it('names no host in what is shipped but X’s own and a few that are links or names', () => {
  const shipped = read('{entrypoints,components,lib,server/src,assets,locales}/**/*.*').concat(
    read('wxt.config.ts'),
  );
  const foreign = shipped.flatMap(({ file, text }) =>
    [...text.matchAll(/(?:https?|wss?):\/\/([\w.[\]:-]+)/g)]
      .map(([, host = '']) => host.replace(/:\d+$/, '').replace(/\.$/, ''))
      .filter((host) => !NOBODYS.test(host) && !NAMED.includes(host))
      .map((host) => `${file} names ${host}`),
  );
  expect(shipped.length).toBeGreaterThan(100);
  expect(foreign).toEqual([]);
});

it('has no promise to mend something later that is undated or overdue', () => {
  const today = new Date().toISOString().slice(0, 10);
  const sources = read('{entrypoints,components,lib,server,scripts,tests}/**/*.{ts,tsx,css}').concat(
    read('*.ts'),
  );
  const found = sources
    .filter(({ file }) => file !== 'tests/repo/sources.test.ts')
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\b(?:TODO|FIXME|XXX)\b(?: \[(\d{4}-\d\d-\d\d)\])?/g)]
        .filter(([, due]) => due === undefined || due < today)
        .map(([mark]) => `${file}: ${mark}`),
    );
  expect(found).toEqual([]);
});
