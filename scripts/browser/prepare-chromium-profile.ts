import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The part of Chromium's `Default/Preferences` that we touch; the rest is carried along. */
interface Preferences {
  extensions?: {
    ui?: { developer_mode?: boolean };
    settings?: Record<string, { creation_flags?: number }>;
  };
}

/**
 * The creation flag Chromium 156 sets on an extension loaded over CDP, and by which it drops the extension at
 * the next start. Without it the extension is started like any other: storage kept, `runtime.onStartup` fired,
 * no `runtime.onInstalled`. Found by comparing the preferences with those of an extension loaded otherwise.
 */
const FORGET_AT_NEXT_START = 1 << 15;

/**
 * Makes a profile, new or left by an earlier launch, ready: developer mode is on (without it Chromium collects
 * no errors of extensions) and what was loaded last time stays. Only while no browser uses the profile.
 */
export async function prepareChromiumProfile(profileDir: string): Promise<void> {
  const path = join(profileDir, 'Default', 'Preferences');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '{}';
  });
  const preferences = JSON.parse(text) as Preferences;
  preferences.extensions ??= {};
  preferences.extensions.ui = { ...preferences.extensions.ui, developer_mode: true };
  for (const extension of Object.values(preferences.extensions.settings ?? {})) {
    if (extension.creation_flags) extension.creation_flags &= ~FORGET_AT_NEXT_START;
  }
  await mkdir(join(profileDir, 'Default'), { recursive: true });
  await writeFile(path, JSON.stringify(preferences));
}
