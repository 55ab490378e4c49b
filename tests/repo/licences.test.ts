import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bundledPackages } from '../../scripts/build/bundled-packages.ts';
import { collectorPackages, licencesPage } from '../../scripts/build/licences-page.ts';

/** They ask for their notice and no more. */
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

it('the list of licences is that of the packages we pass on', () => {
  expect(readFileSync('docs/licences.md', 'utf8')).toBe(licencesPage());
});

it('what we pass on is under permissive licences, but for Mozilla’s polyfill, which we do not change', () => {
  const others = [...bundledPackages(), ...collectorPackages()]
    .filter(({ licence }) => !PERMISSIVE.includes(licence))
    .map(({ name, licence }) => `${name} (${licence})`);
  expect(others).toEqual(['webextension-polyfill (MPL-2.0)']);
});
