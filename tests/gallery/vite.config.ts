import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import { defineConfig, type Plugin } from 'vite';

/** All faces in all their states, for people (`npm run gallery`) and for the tests that look at them. */

const PAGES = ['index', 'popup', 'settings', 'welcome'];

/** Text files as the browser would be given them. */
const texts: Plugin = {
  name: 'texts',
  transform: {
    filter: { id: /\/locales\/.*\.yml$/ },
    async handler(_code, id) {
      const messages = generateChromeMessages(await parseMessagesFile(id));
      return { code: `export default ${JSON.stringify(messages)};`, moduleType: 'js', map: null };
    },
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  publicDir: false,
  cacheDir: '.output/gallery-cache',
  plugins: [preact(), texts],
  server: { open: '/tests/gallery/index.html' },
  build: {
    outDir: '.output/gallery',
    emptyOutDir: true,
    rollupOptions: { input: PAGES.map((name) => `tests/gallery/${name}.html`) },
  },
  logLevel: 'warn',
});
