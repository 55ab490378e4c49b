import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process, { argv, env } from 'node:process';
import { buildForTests } from './build/build-for-tests.ts';
import { classifyPage } from './classify/classify-page.ts';
import { type ClassifyOptions, parseOptions } from './classify/options.ts';

/**
 * Says what the extension makes of saved pages of X: one JSON line a page on stdout, all else on stderr. Exit code 1
 * when a page could not be looked at, 2 when nothing was tried because of what was asked.
 */

const BAD_REQUEST = 2;

/** npm starts scripts in the project's folder; people name files from where they are. */
const folder = env.INIT_CWD ?? '.';

const tell = (line: string) => console.error(line.replaceAll(/\s*\n\s*/g, ' '));

async function readPages({ files }: ClassifyOptions): Promise<{ file: string; html: string }[]> {
  const read = async (file: string) => {
    const html = await readFile(resolve(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${file} cannot be read: ${error.code}`);
    });
    return { file, html };
  };
  return Promise.all(files.map(read));
}

async function classifyAll(options: ClassifyOptions, pages: { file: string; html: string }[]) {
  if (options.isBuilding) {
    tell('Building the extension …');
    await buildForTests(['chromium']);
  }
  for (const { file, html } of pages) {
    tell(`${file}: looking at it for ${options.lookMs / 1000} s …`);
    try {
      const classification = await classifyPage({ ...options, html }, (line) => tell(`${file}: ${line}`));
      console.log(JSON.stringify({ file, ...classification }));
    } catch (error) {
      tell(`${file}: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}

try {
  const options = parseOptions(argv.slice(2));
  const pages = await readPages(options);
  await classifyAll(options, pages).catch((error: Error) => {
    tell(error.message);
    process.exitCode = 1;
  });
} catch (error) {
  tell((error as Error).message);
  process.exitCode = BAD_REQUEST;
}
