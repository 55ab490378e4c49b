import type { Plugin } from 'vite';

/**
 * Starts the content script without WXT's wrapper, which logs a crash to nowhere in a store build: X's pages carry
 * its 130 bytes (gzip) on every load.
 */
export const bareScripts = (): Plugin => ({
  name: 'bare-scripts',
  apply: 'build',
  transform: {
    filter: { id: /virtual:wxt-unlisted-script-entrypoint/ },
    handler(code) {
      const [definition] = /^import definition from .*$/m.exec(code) ?? [];
      if (!definition) this.error('WXT changed: no definition of a script left to start');
      return { code: `${definition}\ndefinition.main();`, map: null };
    },
  },
});
