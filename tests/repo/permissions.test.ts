import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import config from '../../wxt.config.ts';

interface Manifest {
  permissions: string[];
  optional_permissions: string[];
  host_permissions: string[];
  optional_host_permissions: string[];
  browser_specific_settings?: { gecko: { data_collection_permissions: Record<string, string[]> } };
}
const manifestFor = (browser: string) =>
  (config.manifest as unknown as (env: object) => Manifest)({ browser, mode: 'production' });

/** All that the extension may ever ask a reader of this browser for. */
function askedIn(browser: string): string[] {
  const manifest = manifestFor(browser);
  const data = manifest.browser_specific_settings?.gecko.data_collection_permissions ?? {};
  return [
    ...[...manifest.permissions, ...manifest.optional_permissions],
    ...[...manifest.host_permissions, ...manifest.optional_host_permissions],
    ...Object.values(data)
      .flat()
      .filter((kind) => kind !== 'none'),
  ];
}

const page = readFileSync('docs/PERMISSIONS.md', 'utf8');
const explained = [...page.matchAll(/^### (.+)$/gm)].flatMap(
  ([heading]) => heading.match(/(?<=`)[^`\s]+(?=`)/g) ?? [],
);

it.each(['chrome', 'firefox', 'edge'])('each permission for %s is explained under a heading', (browser) => {
  expect(askedIn(browser).filter((permission) => !explained.includes(permission))).toEqual([]);
});

it('nothing is explained that no browser is asked for', () => {
  const asked = ['chrome', 'firefox'].flatMap(askedIn);
  expect(explained.filter((permission) => !asked.includes(permission))).toEqual([]);
});

it('each permission is justified to Chrome’s reviewers', () => {
  const { optional_host_permissions: crowd } = manifestFor('chrome');
  const [, practices = ''] = readFileSync('docs/store/chrome.md', 'utf8').split('## Privacy practices');
  const missing = askedIn('chrome').filter((permission) => !practices.includes(`\`${permission}\``));
  expect(missing).toEqual(crowd);
  expect(practices).toContain('optional hosts');
});
