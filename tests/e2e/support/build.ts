import type { TestProject } from 'vitest/node';
import type { Engine } from '../../../scripts/browser/find.ts';
import { buildForTests } from '../../../scripts/build/build-for-tests.ts';

/** Vitest's global set-up, of each browser's project. */
export default ({ config }: TestProject) => buildForTests([config.env.E2E_BROWSER as Engine]);
