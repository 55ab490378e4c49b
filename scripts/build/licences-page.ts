import { readFileSync } from 'node:fs';
import { bundledPackages, type Licensed } from './bundled-packages.ts';

/** An entry of package-lock.json's `packages`. */
interface Locked {
  version?: string;
  license?: string;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const PAGE = `# Licences

Made by \`npm run licences\`. Feed Canary itself is under the [MIT licence](../LICENSE). It passes on code of others in two
places. All of it is under licences that ask for no more than their notice, but for webextension-polyfill, which is Mozilla's
own: the MPL asks in addition that changes to its files be published, and there are none.

What only builds and tests Feed Canary is in no package, and not listed here.

## In the extension

Each package holds their notices in \`licences.txt\`. The build fails when the bundles hold anything else. Of Preact, two lines
that we never use are taken out (\`scripts/build/strip-inner-html.ts\`).
`;

/** The text of `docs/licences.md`. */
export function licencesPage(): string {
  return [
    PAGE,
    tableOf(bundledPackages()),
    '\n## In the collector\n\nIt is not bundled: `npm ci` fetches these, each with its notice.\n',
    tableOf(collectorPackages()),
    '',
  ].join('\n');
}

/** What `npm ci --workspace server --omit=dev` fetches, as the lock file has it. */
export function collectorPackages(): Omit<Licensed, 'source'>[] {
  const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(lock);
  const found = new Map<string, Omit<Licensed, 'source'>>();
  const visit = (from: string) => {
    const { dependencies, optionalDependencies } = packages[from] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = resolve(packages, from, name);
      if (found.has(path)) continue;
      const { version = '', license = 'none stated' } = packages[path] ?? {};
      found.set(path, { name, version, licence: license });
      visit(path);
    }
  };
  visit('server');
  return [...found.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** Node's way: the nearest `node_modules` that has it, from the package outwards. */
function resolve(packages: Record<string, Locked>, from: string, name: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder && `${folder}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (!folder) throw new Error(`${name}, which ${from} needs, is not in package-lock.json`);
  }
}

function tableOf(packages: Omit<Licensed, 'source'>[]): string {
  const rows = new Set(packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`));
  return ['| package | version | licence |', '|---|---|---|', ...rows].join('\n');
}
