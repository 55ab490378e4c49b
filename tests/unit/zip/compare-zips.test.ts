import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zipFolder } from '../../../scripts/browser/zip-folder.ts';
import { differencesOf } from '../../../scripts/zip/compare-zips.ts';
import { readZip } from '../../../scripts/zip/read-zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feed-canary-zips-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function zipOf(files: Record<string, string>): Promise<Buffer> {
  const dir = await mkdtemp(join(folder, 'files-'));
  await mkdir(join(dir, 'icons'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
  await zipFolder(dir, `${dir}.zip`);
  return readFile(`${dir}.zip`);
}

it('reads back what was packed', async () => {
  const zip = await zipOf({ 'manifest.json': '{}', 'icons/ü.svg': '<svg/>', empty: '' });
  const files = [...readZip(zip)].map(([name, content]) => [name, content.toString()]);
  expect(Object.fromEntries(files)).toEqual({ 'manifest.json': '{}', 'icons/ü.svg': '<svg/>', empty: '' });
});

it('finds no difference between two packings of the same files', async () => {
  const files = { 'manifest.json': '{}', 'icons/a.svg': '<svg/>' };
  expect(differencesOf(await zipOf(files), await zipOf(files))).toEqual([]);
});

it('names each file that differs, and each that only one of them has', async () => {
  const one = await zipOf({ same: '=', changed: 'before', gone: '-' });
  const other = await zipOf({ same: '=', changed: 'after', new: '+' });
  expect(differencesOf(one, other)).toEqual([
    'changed differs (6 and 5 bytes)',
    'gone is in the first only',
    'new is in the second only',
  ]);
});

it('tells when only the packing differs', async () => {
  const zip = await zipOf({ a: 'a' });
  const redated = Buffer.from(zip);
  redated[10] = 1; // the time in the first local header
  expect(differencesOf(zip, redated)).toEqual([
    'the files are the same, their order, dates or packing are not',
  ]);
});

it('refuses what is no zip', () => {
  expect(() => readZip(Buffer.from('<html>'))).toThrow('not a zip');
});
