import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const inNode = (name: string) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node' },
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
    ],
  },
});
