import type { AppSettings } from '../app-settings.ts';

/** What the script before this one has set. */
export const settings = (globalThis as unknown as { __FAKE_X__: AppSettings }).__FAKE_X__;
