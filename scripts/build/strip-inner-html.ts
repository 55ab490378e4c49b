import type { Plugin } from 'vite';

/**
 * Takes Preact's own `innerHTML =` out of the bundle: it serves `dangerouslySetInnerHTML`, which we never use,
 * and addons-linter warns about it (UNSAFE_VAR_ASSIGNMENT).
 */
export const stripInnerHtml = (): Plugin => ({
  name: 'strip-preact-inner-html',
  apply: 'build',
  transform: {
    filter: { id: /node_modules\/preact\/dist\/preact\.mjs$/ },
    handler(code) {
      const stripped = code.replace(/(\w+)\.innerHTML\s*=\s*(\w+\.__html)/g, 'void 0');
      if (stripped === code) this.error('preact changed: no innerHTML assignment left to strip');
      return { code: stripped, map: null };
    },
  },
});
