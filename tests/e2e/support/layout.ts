import type { Page } from 'puppeteer-core';

/** Texts of the page that are cut, leave it at a side, or lie over each other; one line each. */
export const layoutFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    /** The box of a glyph may reach into the next line; a third of it is no letter any more. */
    const MOST_OVERLAP = 1 / 3;
    const faults: string[] = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) faults.push('the page is wider than its window');

    const seen = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      (element) => !element.closest('.unseen, svg') && element.checkVisibility(),
    );
    for (const element of seen) {
      const { left, right } = element.getBoundingClientRect();
      const name = `<${element.localName}> ${element.textContent.slice(0, 60)}`;
      if (left < -0.5 || right > width + 0.5) faults.push(`leaves the page: ${name}`);
      const isBox = getComputedStyle(element).display !== 'inline';
      if (isBox && element.scrollWidth > element.clientWidth + 1) faults.push(`is cut: ${name}`);
    }

    const lines = seen.flatMap((element) =>
      [...element.childNodes].flatMap((node) => {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) return [];
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
          return { left, right, top, bottom, node, text: node.textContent ?? '' };
        });
      }),
    );
    lines.sort((a, b) => a.top - b.top);
    for (const [index, a] of lines.entries()) {
      for (const b of lines.slice(index + 1)) {
        if (b.top >= a.bottom) break; // as do all that follow
        if (a.node === b.node) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - b.top;
        if (wide > 1 && high > MOST_OVERLAP * Math.min(a.bottom - a.top, b.bottom - b.top))
          faults.push(`lies over another: ${a.text} / ${b.text}`);
      }
    }
    return faults;
  });
