import { defineConfig } from 'vitest/config';

/** For `npm run mutants`: the tests of the pure rooms, without those of other rooms. */
export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/property/**/*.test.ts'],
    exclude: ['tests/unit/record/**'], // loads modules anew, which hides from Stryker that constants are static
    environment: 'node',
  },
});
