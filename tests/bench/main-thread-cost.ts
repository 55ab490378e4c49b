import type { Page } from 'puppeteer-core';

/** What the page's main thread did, in s of processor time. */
export interface MainThreadCost {
  scriptS: number;
  layoutS: number;
  taskS: number;
}

/** The cost of something that goes on in the page, by the browser's own metrics. */
export async function costOf(page: Page, goOn: () => Promise<void>): Promise<MainThreadCost> {
  const cdp = await page.createCDPSession();
  // processor time of the thread, so that what else the machine does is not counted
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  await goOn();
  const after = await read();
  await cdp.detach();
  const spent = (name: string) => (after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN);
  return {
    scriptS: spent('ScriptDuration'),
    layoutS: spent('LayoutDuration'),
    taskS: spent('TaskDuration'),
  };
}
