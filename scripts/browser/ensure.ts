import process from 'node:process';
import { aptInstall, canApt, type Log } from '../apt.ts';
import { browserVariable, type Engine, findBrowser } from './find.ts';

const DEBIAN_PACKAGES: Record<Engine, string> = { chromium: 'chromium', firefox: 'firefox-esr' };
/**
 * The paths of the browsers asked for, installed first where they are missing and this is Debian (or close to
 * it) and we are root. All that is missing comes in one apt run.
 *
 * @param log stderr unless told.
 * @throws Error of one line that says what to install or to set, when a browser is missing and cannot be had.
 */
export async function ensureBrowsers<E extends Engine>(
  engines: readonly E[],
  log: Log = (line) => console.error(line),
): Promise<Record<E, string>> {
  const missing = engines.filter((engine) => !findBrowser(engine));
  let failure = '';
  const packages = missing.map((engine) => DEBIAN_PACKAGES[engine]);
  if (missing.length > 0 && canApt()) failure = await aptInstall(packages, log);

  const stillMissing = missing.filter((engine) => !findBrowser(engine));
  if (stillMissing.length > 0) throw new Error(advice(stillMissing) + (failure && ` (${failure})`));
  return Object.fromEntries(engines.map((engine) => [engine, findBrowser(engine)])) as Record<E, string>;
}

function advice(missing: readonly Engine[]): string {
  const names = missing.join(' and no ');
  const packages = missing.map((engine) => DEBIAN_PACKAGES[engine]).join(' ');
  const variables = missing.map((engine) => `${browserVariable(engine)}=/path/to/it`).join(' ');
  return `no ${names} found: install what is missing (Debian: apt-get install ${packages}) or set ${variables}`;
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
