import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { browserVariable, type Engine, findBrowser } from './find.ts';

const DEBIAN_PACKAGES: Record<Engine, string> = { chromium: 'chromium', firefox: 'firefox-esr' };
const HEARTBEAT_MS = 10_000;
const LOCK_TIMEOUT_S = 300;
// Another apt (a second test run, unattended-upgrades) may hold the lock: wait for it rather than fail.
const APT_OPTIONS = ['-q', '-o', `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`];

type Log = (line: string) => void;

/**
 * The paths of the browsers asked for, installed first where they are missing and this is Debian (or close to
 * it) and we are root. All that is missing comes in one apt run.
 *
 * @param log one line per step and one every 10 s while apt works, so that a person sees it is alive; stderr
 *   unless told.
 * @throws Error of one line that says what to install or to set, when a browser is missing and cannot be had.
 */
export async function ensureBrowsers<E extends Engine>(
  engines: readonly E[],
  log: Log = (line) => console.error(line),
): Promise<Record<E, string>> {
  const missing = engines.filter((engine) => !findBrowser(engine));
  let failure = '';
  if (missing.length > 0 && canApt()) failure = await aptInstall(missing, log);

  const stillMissing = missing.filter((engine) => !findBrowser(engine));
  if (stillMissing.length > 0) throw new Error(advice(stillMissing) + (failure && ` (${failure})`));
  return Object.fromEntries(engines.map((engine) => [engine, findBrowser(engine)])) as Record<E, string>;
}

/** Ubuntu's packages of these names are stubs that fetch a snap, which a container cannot run: not there. */
function canApt(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    const { ID = '', ID_LIKE = '' } = parseEnv(readFileSync('/etc/os-release', 'utf8'));
    const family = [ID, ...ID_LIKE.split(' ')];
    return family.includes('debian') && !family.includes('ubuntu');
  } catch {
    return false;
  }
}

function advice(missing: readonly Engine[]): string {
  const names = missing.join(' and no ');
  const packages = missing.map((engine) => DEBIAN_PACKAGES[engine]).join(' ');
  const variables = missing.map((engine) => `${browserVariable(engine)}=/path/to/it`).join(' ');
  return `no ${names} found: install what is missing (Debian: apt-get install ${packages}) or set ${variables}`;
}

/** @returns what went wrong in one line, or '' */
async function aptInstall(engines: readonly Engine[], log: Log): Promise<string> {
  const packages = engines.map((engine) => DEBIAN_PACKAGES[engine]);
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

if (import.meta.main) {
  try {
    for (const [engine, path] of Object.entries(await ensureBrowsers(['chromium', 'firefox']))) {
      console.log(`${engine} ${path}`);
    }
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
