import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs, promisify } from 'node:util';
import { differencesOf } from './zip/compare-zips.ts';
import { readZip } from './zip/read-zip.ts';

/**
 * Does what a reviewer of an add-on does: unpacks the sources into an empty folder, installs, packs again, and compares.
 * Also has Mozilla's linter look at the package for Firefox. `--quick` takes what is installed here already.
 */

const run = promisify(execFile);
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

/** What must make no difference: another time zone, another language. The folder is another one anyway. */
const ELSEWHERE = { ...process.env, TZ: 'Pacific/Kiritimati', LC_ALL: 'C' };

const here = resolve('.output');
const folder = await mkdtemp(join(tmpdir(), 'feed-canary-sources-'));
try {
  const packages = await zip('.');
  await lintForFirefox(packages);
  await unpack(nameLike(packages, 'sources'), folder);
  if (values.quick) await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  else await run('npm', ['ci'], { cwd: folder });
  const again = await zip(folder);
  if (again.join() !== packages.join()) throw new Error(`other packages: ${again.join(', ')}`);
  for (const name of packages) await compare(name);
} catch (error) {
  const { message, stdout = '' } = error as Error & { stdout?: string };
  console.error(`${message}\n${stdout}`.trim());
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Packs for all stores; the names of the packages. */
async function zip(root: string): Promise<string[]> {
  const output = join(root, '.output');
  for (const old of await zipsIn(output)) await rm(join(output, old));
  await run('npm', ['run', 'zip'], { cwd: root, env: root === '.' ? process.env : ELSEWHERE });
  return zipsIn(output);
}

async function zipsIn(output: string): Promise<string[]> {
  const names = await readdir(output).catch(() => []);
  return names.filter((name) => name.endsWith('.zip')).sort();
}

function nameLike(names: string[], part: string): string {
  const name = names.find((one) => one.endsWith(`-${part}.zip`));
  if (!name) throw new Error(`no package for ${part} among ${names.join(', ')}`);
  return name;
}

async function lintForFirefox(names: string[]) {
  await run('web-ext', ['lint', '-s', join(here, nameLike(names, 'firefox')), '--warnings-as-errors']);
}

async function unpack(name: string, into: string) {
  for (const [path, content] of readZip(await readFile(join(here, name)))) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), content);
  }
}

async function compare(name: string) {
  const shipped = await readFile(join(here, name));
  const differences = differencesOf(shipped, await readFile(join(folder, '.output', name)));
  console.log(`${createHash('sha256').update(shipped).digest('hex')}  ${name}`);
  for (const difference of differences) console.error(`  not what the sources make: ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}
