import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';

/** The two browser families the extension is built for. Edge, Chrome and Chromium are one. */
export type Engine = 'chromium' | 'firefox';

const NAMES: Record<Engine, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'Chromium',
    'Google Chrome',
    'Microsoft Edge',
    'chrome.exe',
    'msedge.exe',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox.exe'],
};

const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
const MAC_FOLDERS = ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Firefox'].map(
  (app) => `/Applications/${app}.app/Contents/MacOS`,
);
const WINDOWS_FOLDERS = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((base) =>
  base
    ? [
        'Chromium/Application',
        'Google/Chrome/Application',
        'Microsoft/Edge/Application',
        'Mozilla Firefox',
      ].map((app) => join(base, app))
    : [],
);

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The environment variable that names a browser's executable: `CHROMIUM_PATH` or `FIREFOX_PATH`; WXT sets a `FIREFOX` of its own. */
export function browserVariable(engine: Engine): string {
  return `${engine.toUpperCase()}_PATH`;
}

/**
 * The path of an installed browser: what `CHROMIUM_PATH` / `FIREFOX_PATH` says, else the first found on the PATH, else
 * in the usual places of Linux, macOS and Windows (the last two were never run). `undefined` when there is none.
 *
 * @throws Error when the variable names something that is not a file: a person's wish is not overruled silently.
 */
export function findBrowser(engine: Engine): string | undefined {
  const wished = env[browserVariable(engine)];
  if (wished) {
    if (!isFile(wished)) throw new Error(`${browserVariable(engine)}=${wished} is not a file`);
    return wished;
  }
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const folders = [...onPath, ...LINUX_FOLDERS, ...MAC_FOLDERS, ...WINDOWS_FOLDERS];
  return folders.flatMap((folder) => NAMES[engine].map((name) => join(folder, name))).find(isFile);
}
