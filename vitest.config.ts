import { defineConfig } from 'vitest/config';

const inNode = (name: string) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node' },
});

/** Real databases, sockets and processes: patient, because a busy machine makes them slow, not wrong. */
const withServer = (name: string, folder: string) => ({
  test: {
    name,
    include: [`${folder}/**/*.test.ts`],
    environment: 'node' as const,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
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
    retry: 1, // a browser may stall on a busy machine; the report tells what passed at the second try only
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2, // browsers mostly wait: two at a time fit on two cores
    projects: [
      inNode('unit'),
      inNode('property'),
      inNode('repo'),
      inNode('fake-x'),
      withServer('server', 'server/tests'),
      withServer('faults', 'tests/faults'),
      inBrowser('chromium'),
      inBrowser('firefox'),
    ],
  },
});
