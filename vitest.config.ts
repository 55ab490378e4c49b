import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const inNode = (name: string) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node' },
});

/** The same specs in both browsers: a project each. */
const inBrowser = (engine: 'chromium' | 'firefox') => ({
  test: {
    name: `e2e-${engine}`,
    include: ['tests/e2e/**/*.e2e.ts'],
    environment: 'node',
    env: { E2E_BROWSER: engine },
    globalSetup: 'tests/e2e/support/build.ts',
    pool: 'forks' as const,
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest(), preact()],
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], environment: 'node' },
      },
      inNode('property'),
      inNode('repo'),
      inNode('fake-x'),
      inBrowser('chromium'),
      inBrowser('firefox'),
    ],
  },
});
