import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Where the test builds are; their manifest has a fixed key, otherwise they are what users get. */
export const EXTENSION_DIRS = {
  chromium: '.output/chrome-mv3-e2e',
  firefox: '.output/firefox-mv3-e2e',
} as const;

/** Vitest's global set-up: builds the extension for both browsers, so that no test meets an old build. */
export default async function buildExtensions() {
  const run = promisify(execFile);
  for (const browser of ['chrome', 'firefox']) await run('wxt', ['build', '--mode', 'e2e', '-b', browser]);
}
