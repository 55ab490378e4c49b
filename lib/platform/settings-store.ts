import { browser } from '../browser.ts';
import { parseSettings, type Settings } from '../settings/settings.ts';

const KEY = 'settings';

export async function readSettings(): Promise<Settings> {
  return parseSettings((await browser.storage.local.get(KEY))[KEY]);
}

/** Changes some settings. One object, so that a write is all or nothing. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  await browser.storage.local.set({ [KEY]: { ...(await readSettings()), ...change } });
}

/** Calls back after each change, from whichever page it came, until the signal aborts. */
export function onSettingsChange(callback: (settings: Settings) => void, signal?: AbortSignal): void {
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (KEY in changes) callback(parseSettings(changes[KEY]?.newValue));
  };
  browser.storage.local.onChanged.addListener(listener);
  signal?.addEventListener('abort', () => browser.storage.local.onChanged.removeListener(listener));
}
