import { heapsOverAnHour } from '../../bench/heap-growth.ts';
import { settle } from '../../bench/scroll.ts';
import { trendOf } from '../../bench/trend.ts';
import type { Tried } from '../fault.ts';
import { withReader } from './in-outage.ts';

/** May grow by so much an hour at most, by the upper end of the trend's interval: the page's own scripts included. */
const MOST_BYTES_AN_HOUR = 2e6;
/** The first two are before the browser has thrown away what it compiled. */
const WARM_UP_SAMPLES = 1;

/** An hour of X in sight, scrolled up and down, in the page's own time: what our script looks at 3,600 times leaves nothing. */
export const soakPage = (): Promise<Tried> =>
  withReader('healthy', async ({ session, page }) => {
    await settle(page);
    const heaps = await heapsOverAnHour(page);
    const startMs = performance.now();
    await session.reload(page);
    await session.until({ verdict: 'working' }, 20_000);
    const points = heaps
      .slice(WARM_UP_SAMPLES)
      .map(({ minute, scriptBytes }) => ({ x: minute / 60, y: scriptBytes }));
    const trend = trendOf(points);
    const isFlat = trend.high <= MOST_BYTES_AN_HOUR;
    const incidents = await session.rows('incidents');
    return {
      atStake: { count: 1, things: 'hour' },
      lost: 0,
      doubled: incidents.length,
      recoveredInMs: [performance.now() - startMs],
      complaints: isFlat ? [] : [`the page's scripts may grow by ${Math.round(trend.high / 1e3)} kB an hour`],
      details: { trend, heaps },
    };
  });
