import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { slotAt } from '../../lib/crowd/slot.ts';
import { type ChildCollector, spawnCollector } from './support/child.ts';
import { countedIn } from './support/collector.ts';
import { reportBytes } from './support/reports.ts';
import { describeStores } from './support/stores.ts';

const KILLS = 3;
const SENDERS = 16;

/** Sends reports until the collector is gone, and remembers what was sent and what was acknowledged. */
async function sendUntilGone(url: string, sent: Uint8Array<ArrayBuffer>[], acknowledged: Set<Uint8Array>) {
  for (;;) {
    const body = reportBytes({ slot: slotAt(Date.now()), nonce: randomBytes(32) });
    sent.push(body);
    try {
      if ((await post(url, body)) === 200) acknowledged.add(body);
    } catch {
      return;
    }
  }
}

const post = async (url: string, body: Uint8Array<ArrayBuffer>) =>
  (
    await fetch(`${url}/v1/reports`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).status;

describeStores('a collector that is killed', (kind) => {
  it('has counted all it acknowledged, and counts each report once when they all come again', async () => {
    const place = await kind.place();
    const sent: Uint8Array<ArrayBuffer>[] = [];
    const acknowledged = new Set<Uint8Array>();
    let collector: ChildCollector | undefined;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const killed = await spawnCollector(place.environment);
      const senders = Array.from({ length: SENDERS }, () => sendUntilGone(killed.url, sent, acknowledged));
      await expect.poll(() => acknowledged.size, { timeout: 30_000 }).toBeGreaterThan((kill + 1) * 100);
      await sleep(Math.random() * 50);
      await killed.end('SIGKILL');
      await Promise.all(senders);
      const store = await place.open();
      const counted = await countedIn(store);
      await store.close();
      expect(counted).toBeGreaterThanOrEqual(acknowledged.size);
      expect(counted).toBeLessThanOrEqual(sent.length);
    }
    collector = await spawnCollector(place.environment);
    for (const body of sent) expect(await post(collector.url, body)).toBe(200);
    expect(await collector.end('SIGTERM')).toBe(0);
    const store = await place.open();
    expect(await countedIn(store)).toBe(sent.length);
    await store.close();
  });
});
