import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The same build under a higher version, in a folder of its own; to be removed by whoever asked for it. */
export async function newerVersion(buildDir: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'feed-canary-newer-'));
  await cp(buildDir, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, version: '99.0.0' }));
  return folder;
}
