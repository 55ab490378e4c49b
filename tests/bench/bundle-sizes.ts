import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BundleSize {
  bundle: 'watch.js' | 'background.js' | 'popup';
  rawBytes: number;
  /** Each file on its own, as a package or a web server would hold it. */
  gzipBytes: number;
}

export async function bundleSizes(extensionDir: string): Promise<BundleSize[]> {
  const popup = await readFile(join(extensionDir, 'popup.html'), 'utf8');
  const loaded = [...popup.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path = '']) => path);
  return [
    { bundle: 'watch.js', ...(await sizeOf(extensionDir, ['watch.js'])) },
    { bundle: 'background.js', ...(await sizeOf(extensionDir, ['background.js'])) },
    { bundle: 'popup', ...(await sizeOf(extensionDir, ['popup.html', ...loaded])) },
  ];
}

async function sizeOf(folder: string, paths: string[]) {
  const files = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    rawBytes: sum(files.map((file) => file.length)),
    gzipBytes: sum(files.map((file) => gzipSync(file).length)),
  };
}
