import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHROMIUM = { enable_do_not_track: true, intl: { accept_languages: 'bn,en' } };

const FIREFOX = {
  'intl.accept_languages': 'bn, en',
  'privacy.donottrackheader.enabled': true,
  'privacy.globalprivacycontrol.enabled': true,
  'privacy.globalprivacycontrol.functionality.enabled': true,
};

/** The profile of somebody with a language and wishes of their own, which their browser tells every site. */
export async function particularProfile(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'feed-canary-particular-'));
  await mkdir(join(dir, 'Default'));
  await writeFile(join(dir, 'Default', 'Preferences'), JSON.stringify(CHROMIUM));
  const lines = Object.entries(FIREFOX).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(dir, 'prefs.js'), lines.join(''));
  return dir;
}
