import { defineConfig } from 'vitest/config';

/** For `npm run mutants`: the tests of the pure rooms, without those that only read the repository. */
export default defineConfig({
  test: { include: ['tests/unit/**/*.test.ts', 'tests/property/**/*.test.ts'], environment: 'node' },
});
