import { browser } from '../browser.ts';
import { receiveHistory, receiveStatus } from '../crowd/client/published-crowd.ts';
import { MOST_STATUS_BYTES } from '../crowd/published-status.ts';
import { askCrowd } from './crowd-transport.ts';
import { forgetPublishedCrowd, keepPublishedCrowd, readPublishedCrowd } from './published-crowd-store.ts';

/** When the collector was last asked, in `storage.session`. */
const ASKED_KEY = 'crowdAskedAtMs';

const toCollector = { to: 'collector', purpose: 'seeing', mostBytes: MOST_STATUS_BYTES } as const;
const STATUS = { ...toCollector, path: '/v1/status' };
const HISTORY = { ...toCollector, path: '/v1/history?window=24h' };

/**
 * Asks the collector what the crowd sees, and keeps what it says. Without the reader's wish or the browser's leave
 * nothing is asked and what was known is forgotten; without an answer that makes sense it stays, and grows old.
 */
export async function refreshCrowd({ withHistory }: { withHistory: boolean }): Promise<void> {
  await browser.storage.session.set({ [ASKED_KEY]: Date.now() });
  const [status, history] = await Promise.all([
    askCrowd(STATUS),
    withHistory ? askCrowd(HISTORY) : undefined,
  ]);
  if (status.outcome === 'withheld') {
    await forgetPublishedCrowd();
    await browser.storage.session.remove(ASKED_KEY);
  }
  if (status.outcome !== 'answer') return;
  const published = receiveStatus(status, await readPublishedCrowd(), Date.now());
  if (published)
    await keepPublishedCrowd(history?.outcome === 'answer' ? receiveHistory(published, history) : published);
}

/** When the collector was asked last, by whichever page of ours; undefined after the browser's start. */
export async function crowdAskedAtMs(): Promise<number | undefined> {
  const { [ASKED_KEY]: askedAtMs } = await browser.storage.session.get(ASKED_KEY);
  return typeof askedAtMs === 'number' ? askedAtMs : undefined;
}
