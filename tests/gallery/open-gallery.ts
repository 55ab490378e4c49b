import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build, preview } from 'vite';
import { type Harness, launch } from '../../scripts/browser/harness.ts';
import type { Stage } from './show.tsx';

export type Face = 'popup' | 'settings' | 'welcome';

/** The gallery in a real browser. */
export interface Gallery {
  /** A face in a tab of its own, in CSS pixels. */
  open(face: Face, widthPx: number, heightPx?: number): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the gallery afresh and opens Chromium on it. */
export async function openGallery(): Promise<Gallery> {
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));
  await build({ configFile, mode: 'production' });
  const server = await preview({ configFile, preview: { port: 0, host: '127.0.0.1', open: false } });
  const address = server.resolvedUrls?.local[0] ?? '';
  const harness = await launchWithoutExtension(() => server.close());
  return {
    async open(face, widthPx, heightPx = 800) {
      const page = await harness.browser.newPage();
      await page.setViewport({ width: widthPx, height: heightPx });
      await page.emulateTimezone('UTC');
      await page.goto(`${address}tests/gallery/${face}.html`);
      await page.waitForFunction(() => 'stage' in globalThis);
      return page;
    },
    async close() {
      await harness.close();
      await server.close();
    },
  };
}

/** The gallery is a page like any other; the port of the fake X is of no matter. */
async function launchWithoutExtension(onFailure: () => Promise<void>): Promise<Harness> {
  try {
    return await launch('chromium', { port: 9 });
  } catch (error) {
    await onFailure();
    throw error;
  }
}

type WithStage = { stage: Stage };

/** The states and languages a face can be shown in. */
export const repertoireOf = (page: Page) =>
  page.evaluate(() => {
    const { states, languages } = (globalThis as unknown as WithStage).stage;
    return { states, languages };
  });

export const show = (page: Page, state: string, language = 'en', direction?: 'ltr' | 'rtl') =>
  page.evaluate(
    (...asked) => (globalThis as unknown as WithStage).stage.show(...asked),
    state,
    language,
    direction,
  );
