import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

/** On two cores: browsers mostly wait, so that five files at a time fit; all else is busy. */
const WITH_BROWSERS = { maxWorkers: 5, maxConcurrency: 2, sequence: { groupOrder: 0 } };
const WITHOUT_BROWSERS = { maxWorkers: 2, sequence: { groupOrder: 1 } };

/** Some make real keys or whole weeks of reports first, which takes a busy machine longer than vitest waits by itself. */
const inNode = (name: string) => ({
  test: {
    ...WITHOUT_BROWSERS,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    name,
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node' as const,
  },
});

/** Real databases, sockets and processes: patient, because a busy machine makes them slow, not wrong. */
const withServer = (name: string, folder: string) => ({
  test: {
    ...WITHOUT_BROWSERS,
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
    ...WITH_BROWSERS,
    name: `e2e-${engine}`,
    include: ['tests/e2e/**/*.e2e.ts'],
    environment: 'node',
    env: { E2E_BROWSER: engine },
    globalSetup: 'tests/e2e/support/build.ts',
    pool: 'forks' as const,
    retry: 1, // a browser may stall on a busy machine; the report tells what passed at the second try only
    testTimeout: 60_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 10_000 } }, // vitest's own second is short for a browser on a busy machine
  },
});

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
