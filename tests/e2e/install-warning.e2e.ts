import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine, extensionDir, Session } from './support/session.ts';

/** What people read before they install; a longer list is a promise broken, and an update would disable itself. */
const AT_INSTALL = 'Read and change your data on twitter.com and x.com';

/** The part of the manifest that is asked for later. */
interface Asking {
  optional_permissions: string[];
  optional_host_permissions: string[];
}

/** What a question of an installed extension is about, by itself. */
const NO_MORE = { manifest_version: 3, name: 'asked later', version: '1' };

const manifest: Asking = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));

describe.runIf(engine === 'chromium')('Chromium warns', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start('healthy');
  });
  afterAll(() => session?.end());

  /** In Chromium's own words: an extension may ask for the warnings of any manifest. */
  async function warningsOf(asking: object): Promise<string[]> {
    const popup = await session.popup();
    return popup.evaluate((text) => {
      type Management = { getPermissionWarningsByManifest(manifest: string): Promise<string[]> };
      const { chrome } = globalThis as unknown as { chrome: { management: Management } };
      return chrome.management.getPermissionWarningsByManifest(text);
    }, JSON.stringify(asking));
  }

  it('of X’s two hosts and of nothing else before the installation', async () => {
    expect(await warningsOf(manifest)).toEqual([AT_INSTALL]);
  });

  it('of notifications when they are asked for', async () => {
    const { optional_permissions: permissions } = manifest;
    expect(await warningsOf({ ...NO_MORE, permissions })).toEqual(['Display notifications']);
  });

  it('of the hosts that reports go to, by name, when somebody wants to share', async () => {
    const { optional_host_permissions: host_permissions } = manifest;
    const hosts = host_permissions.map((pattern) => new URL(pattern).host).sort();
    const named = `Read and change your data on ${hosts.join(' and ')}`;
    expect(await warningsOf({ ...NO_MORE, host_permissions })).toEqual([named]);
  });

  it.each(['README.md', 'docs/PERMISSIONS.md'])('as %s says', async (document) => {
    const text = await readFile(document, 'utf8');
    expect(text.replaceAll(/\s+/g, ' ').toLowerCase()).toContain(AT_INSTALL.toLowerCase());
  });
});
