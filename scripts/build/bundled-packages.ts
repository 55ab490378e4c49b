import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { WxtHooks } from 'wxt';

/**
 * Packages with code in the built extension, as a reader of the package finds them in its `licences.txt`. A build that
 * holds any other, or lacks one of these, fails.
 */
const BUNDLED = [
  '@wxt-dev/browser',
  'idb',
  'preact',
  'rolldown',
  'valibot',
  'webextension-polyfill',
  'wxt',
] as const;

/** Published without a licence file; the line is that of their repository. */
const COPYRIGHTS: Record<string, string> = {
  '@wxt-dev/browser': 'Copyright (c) 2023 Aaron',
  wxt: 'Copyright (c) 2023 Aaron',
};

const NODE_MODULES = new URL('../../node_modules/', import.meta.url);
const OWN_LICENCE = new URL('../../LICENSE', import.meta.url);

export interface Licensed {
  name: string;
  version: string;
  /** As SPDX writes it. */
  licence: string;
  source: string;
}

/** The packages with code in the built extension. */
export const bundledPackages = (): Licensed[] => BUNDLED.map(describe);

function describe(name: string): Licensed {
  const { version, license, repository } = JSON.parse(
    readFileSync(new URL(`${name}/package.json`, NODE_MODULES), 'utf8'),
  );
  const source = String(repository.url ?? repository).replace(/^(git\+|git:)?(https:)?\/\//, 'https://');
  return { name, version, licence: license, source: source.replace(/\.git$/, '') };
}

/** The text of the extension's `licences.txt`. */
const licencesText = (): string =>
  bundledPackages()
    .map((bundled) => {
      const { name, version, licence, source } = bundled;
      return `${name} ${version} (${licence}), from ${source}\n\n${noticeOf(bundled).trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);

function noticeOf({ name, licence }: Licensed): string {
  const folder = new URL(`${name}/`, NODE_MODULES);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file) return readFileSync(new URL(file, folder), 'utf8');
  const copyright = COPYRIGHTS[name];
  if (!copyright || licence !== 'MIT') throw new Error(`${name} comes without the text of its licence`);
  return readFileSync(OWN_LICENCE, 'utf8').replace(/^Copyright.*$/m, copyright); // MIT as well
}

/** The package a module of a bundle belongs to; undefined when it is ours. */
function packageOf(moduleId: string): string | undefined {
  if (moduleId.startsWith('\0')) return /^\0(virtual:)?(\w+)/.exec(moduleId)?.[2];
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1];
}

/** Looks into each bundle, and puts `licences.txt` into the package when all are there. */
export function bundledLicences(): { plugin: () => Plugin; onBuilt: WxtHooks['build:done'] } {
  const found = new Set<string>();
  return {
    plugin: () => ({
      name: 'bundled-licences',
      apply: 'build',
      generateBundle(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
            const name = renderedLength > 0 && packageOf(id);
            if (name) found.add(name);
          }
        }
      },
    }),
    async onBuilt({ config }) {
      if (config.command !== 'build') return;
      const names = [...found].sort().join(', ');
      if (names !== BUNDLED.join(', ')) {
        throw new Error(
          `the bundles hold code of ${names}: bring scripts/build/bundled-packages.ts up to date`,
        );
      }
      await writeFile(join(config.outDir, 'licences.txt'), licencesText());
    },
  };
}
