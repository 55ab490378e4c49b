import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from 'node:util';

const HEARTBEAT_MS = 10_000;
const LOCK_TIMEOUT_S = 300;
// Another apt (a second test run, unattended-upgrades) may hold the lock: wait for it rather than fail.
const APT_OPTIONS = ['-q', '-o', `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`];

/** One line per step and one every 10 s while apt works, so that a person sees it is alive. */
export type Log = (line: string) => void;

/** Whether this is Debian (or close to it) and we are root. Ubuntu's browsers are stubs that fetch a snap, which a container cannot run: not there. */
export function canApt(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    const { ID = '', ID_LIKE = '' } = parseEnv(readFileSync('/etc/os-release', 'utf8'));
    const family = [ID, ...ID_LIKE.split(' ')];
    return family.includes('debian') && !family.includes('ubuntu');
  } catch {
    return false;
  }
}

/** @returns what went wrong in one line, or '' */
export async function aptInstall(packages: readonly string[], log: Log): Promise<string> {
  // An update that fails is no reason to give up: yesterday's lists may do, and the install says so if not.
  const updateFailure = await aptUpdate(log);
  const install = ['install', '-y', '--no-install-recommends', ...APT_OPTIONS, ...packages];
  const installFailure = await run('apt-get', install, log);
  return installFailure && [updateFailure, installFailure].filter(Boolean).join('; ');
}

/** Waits for the lock of the package lists by itself: DPkg::Lock::Timeout does not reach it (seen on apt 2.6). */
async function aptUpdate(log: Log): Promise<string> {
  const deadlineMs = performance.now() + LOCK_TIMEOUT_S * 1000;
  for (;;) {
    const failure = await run('apt-get', ['update', ...APT_OPTIONS], log);
    if (!/lock/i.test(failure) || performance.now() > deadlineMs) return failure;
    await sleep(HEARTBEAT_MS);
  }
}

/** @returns '' when the program ended well, else its last word */
async function run(program: string, args: readonly string[], log: Log): Promise<string> {
  const startMs = performance.now();
  const seconds = () => `${Math.round((performance.now() - startMs) / 1000)} s`;
  const step = `${program} ${args.filter((arg) => !APT_OPTIONS.includes(arg)).join(' ')}`;
  log(step);

  const child = spawn(program, args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let lastLine = '';
  const remember = (chunk: string) => {
    lastLine = chunk.trim().split('\n').at(-1)?.trim() || lastLine;
  };
  child.stdout.setEncoding('utf8').on('data', remember);
  child.stderr.setEncoding('utf8').on('data', remember);
  const heartbeat = setInterval(() => log(`  ... ${seconds()}: ${lastLine}`), HEARTBEAT_MS);

  const failed = await new Promise<boolean>((done) => {
    child.on('close', (code) => done(code !== 0));
    child.on('error', (error) => {
      lastLine = error.message;
      done(true);
    });
  });
  clearInterval(heartbeat);
  log(`  ${failed ? `failed: ${lastLine}` : 'done'} (${seconds()})`);
  return failed ? `${step}: ${lastLine}` : '';
}
