import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each room must not know, as paths or packages its files must not import (docs/ARCHITECTURE.md). */
const FORBIDDEN: Record<string, RegExp> = {
  'components/**': /^lib\/(browser|platform|record|messages)|^webextension-polyfill$/,
  'lib/x/**': /^lib\/(?!x\/)|^[^l.]/,
  'lib/observe/**': /^lib\/(?!x\/|observe\/)|^[^l.]/,
  'lib/net/**': /^./,
  'lib/detect/**': /^lib\/(?!x\/|observe\/observation|net\/|detect\/)|^[^l.]/,
  'lib/timeline/**': /^lib\/(?!net\/|detect\/|timeline\/)|^[^l.]/,
  'lib/incident/**': /^lib\/(?!x\/|observe\/observation|net\/|detect\/|timeline\/|incident\/)|^[^l.]/,
  'lib/history/**': /^lib\/(?!net\/|detect\/|timeline\/|incident\/|history\/)|^(?!valibot$)[^l.]/,
  'lib/record/**': /^lib\/(browser|platform|words|crowd\/(?!published-status|client\/(kept|rows|store)\.ts))/,
  'lib/settings/**': /^lib\/(?!settings\/)|^(?!valibot$)[^l.]/,
  'lib/strip/**': /^lib\/(?!timeline\/|strip\/)|^[^l.]/,
  'lib/words/**': /^lib\/(browser|platform|record|messages|observe)/,
  'entrypoints/watch.ts': /^lib\/(browser|platform|record|detect|incident|words)/,
  'lib/crowd/**': /^lib\/(?!crowd\/)|^(?!valibot$)[^l.]/,
  'server/src/**':
    /^(entrypoints|components|tests|scripts|lib\/(?!crowd\/|words\/time-words))|^webextension-polyfill$|^wxt/,
  'server/src/page/**': /^server\/src\/(?!page\/|publish\/(body|snapshot))/,
  'server/src/page/browser/**': /^(?!server\/src\/page\/browser\/)/,
  'server/src/detect/**': /^(?!server\/src\/detect\/)/,
  'server/src/count/**': /^(?!server\/src\/(count|store\/store)|lib\/crowd\/)/,
  'server/src/report/**': /^(?!server\/src\/(report|store\/store)|lib\/crowd\/)/,
  'server/src/keys/**': /^server\/src\/(?!keys\/|report\/signature|log|repeat)|^lib\/(?!crowd\/)/,
  'server/src/issuer/**':
    /^server\/src\/(?!issuer\/|http\/(health|listen|networks|octets|problem|revealing|service)|keys\/token|store\/sqlite\/database|environment|log|repeat|run)|^lib\/(?!crowd\/)/,
  'server/src/store/**': /^server\/src\/(?!store\/|config)/,
  '{entrypoints,components,lib}/**': /^(tests|scripts|server)\//,
};

/** Packages and repository paths a file imports for use; types cost nothing and bind nobody. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const found = [...source.matchAll(/^(?:import|export)(?! type)[^;]*?from '([^']+)'/gms)];
  return found
    .map(([, path = '']) => path)
    .map((path) => (path.startsWith('.') ? join(dirname(file), path) : path));
}

/** Where what we ship starts; the status page's script is built from the collector's own folder. */
const ENTRIES =
  '{entrypoints/**/*.{ts,tsx},wxt.config.ts,server/src/{,issuer/}main.ts,server/src/page/browser/live.ts}';

/** Files that these need, for use or for their types. */
function reachedFrom(files: string[], reached = new Set<string>()): Set<string> {
  for (const file of files.filter((path) => /\.tsx?$/.test(path) && !reached.has(path))) {
    reached.add(file);
    const paths = [...readFileSync(file, 'utf8').matchAll(/(?:from |import\(|import |URL\()'(\.[^']+)'/g)];
    reachedFrom(
      paths.map(([, path = '']) => join(dirname(file), path)),
      reached,
    );
  }
  return reached;
}

describe('import boundaries', () => {
  it.each(Object.entries(FORBIDDEN))('%s keeps to its room', (room, forbidden) => {
    const files = globSync(room.endsWith('**') ? `${room}/*.{ts,tsx}` : room);
    expect(files.length).toBeGreaterThan(0);
    const trespasses = files.flatMap((file) =>
      importsOf(file)
        .filter((path) => forbidden.test(path))
        .map((path) => `${file} imports ${path}`),
    );
    expect(trespasses).toEqual([]);
  });

  it('leave nothing in the product’s rooms that the product does not use', () => {
    const reached = reachedFrom(globSync(ENTRIES));
    const files = globSync('{components,lib,server/src}/**/*.{ts,tsx}');
    expect(files.filter((file) => !reached.has(file))).toEqual([]);
  });

  it('lets one file alone import the extension API', () => {
    const importing = globSync('{entrypoints,components,lib}/**/*.{ts,tsx}').filter((file) =>
      importsOf(file).includes('webextension-polyfill'),
    );
    expect(importing).toEqual(['lib/browser.ts']);
  });

  it('keeps what extension and collector share free of both: no page, no browser, no Node', () => {
    const foreign = /(?<!\w)(document|window|navigator|browser|chrome|process|Buffer|fetch)\s*[.(]/;
    const found = globSync('lib/crowd/**/*.ts').filter((file) => foreign.test(readFileSync(file, 'utf8')));
    expect(found).toEqual([]);
  });
});
