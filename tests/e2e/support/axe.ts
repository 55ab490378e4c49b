import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';

const SOURCE = await readFile(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** The other results take time to put together, and nobody reads them. */
const VIOLATIONS = { resultTypes: ['violations'] };

interface Axe {
  run(options: typeof VIOLATIONS): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds wrong with the page as it stands, one line for each element. */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  return page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, VIOLATIONS);
}
