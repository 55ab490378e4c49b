import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extensionDir } from './session.ts';

interface Manifest {
  permissions: string[];
  optional_permissions: string[];
  host_permissions: string[];
  optional_host_permissions: string[];
}

/**
 * The same build for somebody who has allowed all that is optional: no protocol answers Chromium's question.
 *
 * @returns its folder, and what deletes it
 */
export async function grantedBuild(): Promise<{ dir: string; discard: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'feed-canary-granted-'));
  await cp(extensionDir, dir, { recursive: true });
  const path = join(dir, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  const granted: Manifest = {
    ...manifest,
    permissions: [...manifest.permissions, ...manifest.optional_permissions],
    optional_permissions: [],
    host_permissions: [...manifest.host_permissions, ...manifest.optional_host_permissions],
    optional_host_permissions: [],
  };
  await writeFile(path, JSON.stringify(granted));
  return { dir, discard: () => rm(dir, { recursive: true, force: true }) };
}
