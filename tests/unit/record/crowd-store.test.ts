import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_KEPT, newSharing } from '../../../lib/crowd/client/kept.ts';
import { SEASONED } from '../../../lib/crowd/tier.ts';
import { emptyBrowser, frozen, outcome, restore, startedRecord } from '../../support/record-room.ts';

const token = (slot: number) => ({
  slot,
  tier: SEASONED,
  nonce: new Uint8Array(32).fill(slot),
  signature: new Uint8Array(256).fill(slot),
});
const report = (slot: number) =>
  ({ slot, madeAtMs: slot, symptom: 'ok', cell: 0, isPanel: true, state: 'delivered' }) as const;
const waiting = (slot: number) => {
  const { nonce, signature } = token(slot);
  const unsent = { nonce, signature, onsetMs: 0, retry: { atMs: 0, failures: 0 } };
  return { ...report(slot), state: 'waiting' as const, unsent };
};

/** Puts rows into the database behind the store's back. */
async function put(store: string, ...rows: { key?: string; value: unknown }[]) {
  const db = await outcome(indexedDB.open('feed-canary'));
  const tx = db.transaction(store, 'readwrite');
  for (const { key, value } of rows) tx.objectStore(store).put(value, key);
  await new Promise((done) => tx.addEventListener('complete', done));
  db.close();
}

beforeEach(emptyBrowser);

describe('the crowd’s store', () => {
  it('holds nothing at first', async () => {
    expect(await (await startedRecord()).crowdStore.read()).toEqual(NOTHING_KEPT);
  });

  it('keeps everything over a restart: what is new, what is other, and not what is gone', async () => {
    const { crowdStore } = await startedRecord();
    const first = { ...NOTHING_KEPT, sharing: newSharing(), tokens: [1, 2, 3].map(token) };
    await crowdStore.update(() => ({ ...first, reports: [waiting(4)], renewal: { ...token(5), day: 9 } }));
    await crowdStore.update((kept) => ({
      ...kept,
      sharing: { ...newSharing(), clockAheadMs: 7 },
      tokens: kept.tokens.filter(({ slot }) => slot !== 2),
      reports: [...kept.reports.map(({ slot }) => report(slot)), report(6)],
      renewal: undefined,
    }));
    expect(await (await startedRecord()).crowdStore.read()).toEqual({
      ...NOTHING_KEPT,
      sharing: { ...newSharing(), clockAheadMs: 7 },
      tokens: [token(1), token(3)],
      reports: [report(4), report(6)],
    });
  });

  it('reads what its own version wrote long ago', async () => {
    const old = frozen.find(({ version }) => version === 3);
    if (!old) throw new Error('no such version');
    (await restore(old)).close();
    const { sharing, tokens, reports, renewal, request } = await (await startedRecord()).crowdStore.read();
    const single = new Map(old.stores.crowd?.rows.map(({ key, value }) => [key, value]));
    expect({ sharing, renewal, request }).toEqual(Object.fromEntries(single));
    expect(tokens).toEqual(old.stores.crowdTokens?.rows.map(({ value }) => value));
    expect(reports).toEqual(old.stores.crowdReports?.rows.map(({ value }) => value));
  });

  it('passes over damaged rows, and clears them away', async () => {
    const { crowdStore } = await startedRecord();
    await crowdStore.update(() => ({ ...NOTHING_KEPT, tokens: [token(1)] }));
    await put('crowdTokens', { value: { ...token(2), nonce: new Uint8Array(8) } }, { value: { slot: 3 } });
    await put('crowdReports', { value: { ...report(4), cell: 10_000 } });
    await put('crowd', { key: 'sharing', value: { slots: 'none' } }, { key: 'request', value: null });
    expect(await crowdStore.read()).toEqual({ ...NOTHING_KEPT, tokens: [token(1)] });
    await crowdStore.update((kept) => kept);
    const db = await outcome(indexedDB.open('feed-canary'));
    const keys = await outcome(db.transaction('crowdTokens').objectStore('crowdTokens').getAllKeys());
    db.close();
    expect(keys).toEqual([1]);
  });

  it('keeps nobody waiting who records what is seen', async () => {
    const { crowdStore, readRecord } = await startedRecord();
    await readRecord(1);
    const order: string[] = [];
    const slow = crowdStore
      .update((kept) => ({ ...kept, tokens: Array.from({ length: 300 }, (_, slot) => token(slot)) }))
      .then(() => order.push('crowd'));
    await readRecord(1).then(() => order.push('record'));
    await slow;
    expect(order).toEqual(['record', 'crowd']);
  });

  it('forgets what was shared with the history, and keeps what is still to be', async () => {
    const { crowdStore, deleteHistory } = await startedRecord();
    await crowdStore.update(() => ({
      ...NOTHING_KEPT,
      tokens: [token(9)],
      reports: [report(1), waiting(2)],
    }));
    await deleteHistory();
    expect(await crowdStore.read()).toEqual({ ...NOTHING_KEPT, tokens: [token(9)], reports: [waiting(2)] });
  });

  it('forgets all of it when that is wanted', async () => {
    const { crowdStore, forgetSharing } = await startedRecord();
    const sharing = newSharing();
    await crowdStore.update((kept) => ({
      ...kept,
      sharing,
      tokens: [token(9)],
      reports: [report(1), waiting(2)],
    }));
    await forgetSharing();
    expect(await crowdStore.read()).toEqual(NOTHING_KEPT);
  });
});
