import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';

/** Where the test builds are; their manifest has a fixed key, otherwise they are what users get. */
export const TEST_BUILDS = {
  chromium: '.output/chrome-mv3-e2e',
  firefox: '.output/firefox-mv3-e2e',
} as const;

/** Without it WXT takes the mode's name, and Preact is built for developers: slower, with paths of this machine. */
const AS_FOR_USERS = { ...process.env, NODE_ENV: 'production' };

const WXT_NAMES = { chromium: 'chrome', firefox: 'firefox' } as const;

/** Builds the extension afresh for these engines, so that no test meets an old build. */
export async function buildForTests(engines: readonly (keyof typeof TEST_BUILDS)[]): Promise<void> {
  const run = promisify(execFile);
  for (const engine of engines)
    await run('npx', ['wxt', 'build', '--mode', 'e2e', '-b', WXT_NAMES[engine]], { env: AS_FOR_USERS });
}
