import { spawnSync } from 'node:child_process';
import { aptInstall, canApt, type Log } from '../apt.ts';

/** Debian's fonts for the scripts that a bare system has none for. */
const PACKAGES: Record<string, string> = {
  ar: 'fonts-noto-core',
  bn: 'fonts-noto-core',
  hi: 'fonts-noto-core',
  ja: 'fonts-noto-cjk',
  ko: 'fonts-noto-cjk',
  'zh-cn': 'fonts-noto-cjk',
};

/**
 * Sees to it that these languages can be shown, where fontconfig tells; other systems bring their fonts along.
 *
 * @param languages as the text files are named
 * @throws Error of one line that says what to install
 */
export async function ensureFonts(languages: readonly string[], log: Log): Promise<void> {
  let missing = packagesMissing(languages);
  let failure = '';
  if (missing.length > 0 && canApt()) {
    failure = await aptInstall(missing, log);
    missing = packagesMissing(languages);
  }
  if (missing.length === 0) return;
  const advice = `no fonts for some languages: install them (Debian: apt-get install ${missing.join(' ')})`;
  throw new Error(advice + (failure && ` (${failure})`));
}

function packagesMissing(languages: readonly string[]): string[] {
  const missing = languages
    .map((language) => language.toLowerCase().replace('_', '-'))
    .filter((language) => language in PACKAGES && !hasFont(language));
  return [...new Set(missing.flatMap((language) => PACKAGES[language] ?? []))];
}

function hasFont(language: string): boolean {
  const { error, stdout } = spawnSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' });
  return error !== undefined || stdout.trim() !== '';
}
