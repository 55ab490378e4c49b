import type { Plugin } from 'vite';

const STYLESHEET_LINK = /<link rel="stylesheet"[^>]* href="\/([^"]+)">/g;

/**
 * Puts style sheets into the pages that link to them: a page of ours runs no script before it has its styles, and
 * each file it waits for is a way through the browser's process and back.
 */
export const inlineStyles = (): Plugin => ({
  name: 'inline-styles',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const textOf = (fileName: string): string => {
        const file = bundle[fileName];
        if (file?.type !== 'asset') this.error(`a page links to ${fileName}, which is not built`);
        return String(file.source);
      };
      const inlined = new Set<string>();
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
        file.source = textOf(file.fileName).replace(STYLESHEET_LINK, (_link, fileName: string) => {
          inlined.add(fileName);
          return `<style>${textOf(fileName).trim()}</style>`;
        });
      }
      for (const fileName of inlined) delete bundle[fileName];
    },
  },
});
