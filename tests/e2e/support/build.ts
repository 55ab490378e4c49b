import { buildForTests } from '../../../scripts/build/build-for-tests.ts';

/** Vitest's global set-up. */
export default () => buildForTests(['chromium', 'firefox']);
