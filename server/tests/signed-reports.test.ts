import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dayAt, firstSlotOf } from '../../lib/crowd/day.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import type { Tier } from '../../lib/crowd/tier.ts';
import { DEVELOPMENT_KEY } from '../../lib/crowd/tokens/development-key.ts';
import { digestOf } from '../../lib/crowd/tokens/directory.ts';
import { makeDirectoryKey, readDirectoryKey } from '../src/issuer/directory-key.ts';
import type { Status } from '../src/publish/snapshot.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { collectorForTest, countedIn, type TestCollector } from './support/collector.ts';
import { emptyFolder, issuerForTest } from './support/issuer.ts';
import { problemIn } from './support/problems.ts';
import { MINUTE_MS, NOON_MS, reportBytes } from './support/reports.ts';
import { describeStores } from './support/stores.ts';
import { getTokens, type SlotToken } from './support/tokens.ts';

const TODAY = dayAt(NOON_MS);
const SLOT = slotAt(NOON_MS);
const DAY_MS = 86_400_000;

const known = (url: string) => ({ url, directoryKeys: [DEVELOPMENT_KEY] });

async function statusOf({ get }: Pick<TestCollector, 'get'>): Promise<Status> {
  return (await (await get('/v1/status')).json()) as Status;
}

/** Until the collector has every directory that its issuer has. */
const hasKeys = (collector: TestCollector) =>
  expect
    .poll(async () => {
      collector.clock.nowMs += 20; // a snapshot is made when time has passed
      return Object.keys((await statusOf(collector)).keys).length;
    })
    .toBe(6);

const tokenOf = (tokens: readonly SlotToken[], at = 0): SlotToken => {
  const token = tokens[at];
  if (!token) throw new Error('no such token');
  return token;
};

/** An issuer and a collector that checks reports with its keys. */
async function both(options: { clock?: { nowMs: number } } = {}) {
  const clock = options.clock ?? { nowMs: NOON_MS };
  const issuer = await issuerForTest({ clock });
  const collector = await collectorForTest({ clock, issuer: known(issuer.url) });
  await hasKeys(collector);
  return { clock, issuer, collector };
}

const fresh = (url: string, slots = [SLOT, SLOT + 1]) => getTokens(url, { day: TODAY + 1, slots });

/** A server that gives directories of an issuer, altered or held back. */
async function liar(alter: (path: string, bytes: Uint8Array) => Uint8Array | undefined, issuerUrl: string) {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const honest = await fetch(`${issuerUrl}${path}`);
    const bytes = honest.ok ? alter(path, new Uint8Array(await honest.arrayBuffer())) : undefined;
    response.writeHead(bytes ? 200 : 503).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describeStores('a device with tokens', (kind) => {
  it('counts as new with a fresh set, and as seasoned once it has renewed it', async () => {
    const clock = { nowMs: NOON_MS };
    const issuer = await issuerForTest({ clock });
    const place = await kind.place();
    const store = await place.open();
    const collector = await collectorForTest({ clock, store, issuer: known(issuer.url) });
    await hasKeys(collector);
    const set = await fresh(issuer.url);
    expect((await collector.post(reportBytes(tokenOf(set.slots)))).status).toBe(200);
    const renewed = await getTokens(issuer.url, {
      day: TODAY + 2,
      slots: [firstSlotOf(TODAY + 2) + 48],
      spent: set.renewal,
    });
    clock.nowMs += 2 * DAY_MS;
    expect((await collector.post(reportBytes(tokenOf(renewed.slots)))).status).toBe(200);
    const counts = await store.counts(0, 2 ** 30);
    expect(counts.map(({ tier, n }) => [tier, n])).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('a collector that checks reports', () => {
  it('refuses what nobody signed, or was signed for another slot, day or nonce, and counts none of it', async () => {
    const { issuer, collector, clock } = await both();
    const { slots } = await fresh(issuer.url, [SLOT, SLOT + 1, firstSlotOf(TODAY + 1) + 48]);
    const [now, next, tomorrow] = [0, 1, 2].map((at) => tokenOf(slots, at)) as [
      SlotToken,
      SlotToken,
      SlotToken,
    ];
    for (const forged of [
      { ...now, signature: new Uint8Array(256) },
      { ...now, signature: new Uint8Array(256).fill(0xff) },
      { ...now, signature: now.signature.with(100, (now.signature[100] ?? 0) ^ 1) },
      { ...now, nonce: now.nonce.with(0, (now.nonce[0] ?? 0) ^ 1) },
      { ...next, slot: SLOT },
      { ...tomorrow, slot: SLOT },
    ])
      expect(await problemIn(await collector.post(reportBytes(forged)))).toBe('403 bad-signature');
    expect(await problemIn(await collector.post(reportBytes(tomorrow)))).toBe('422 slot-not-open');
    expect(await countedIn(collector.store)).toBe(0);
    clock.nowMs += 30 * MINUTE_MS;
    expect(await problemIn(await collector.post(reportBytes(now)))).toBe('410 slot-closed');
    expect(await countedIn(collector.store)).toBe(0);
  });

  it('counts a token once: repeated, stolen and used for something else, or by many at the same time', async () => {
    const { issuer, collector } = await both();
    const token = tokenOf((await fresh(issuer.url)).slots);
    const answers = await Promise.all(Array.from({ length: 20 }, () => collector.post(reportBytes(token))));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const stolen = await collector.post(reportBytes({ ...token, symptom: 'blank-page' }));
    expect(await problemIn(stolen)).toBe('409 nonce-spent');
    expect(await countedIn(collector.store)).toBe(1);
  });

  it('takes reports of yesterday’s last slot after midnight', async () => {
    const clock = { nowMs: NOON_MS };
    const { issuer, collector } = await both({ clock });
    const last = firstSlotOf(TODAY + 1) - 1;
    const { slots } = await fresh(issuer.url, [last]);
    clock.nowMs = (last + 1) * 900_000 + 9 * MINUTE_MS;
    expect((await collector.post(reportBytes(tokenOf(slots)))).status).toBe(200);
  });

  it('publishes the digests of the directories, and that reports are signed with keys that anybody has', async () => {
    const { issuer, collector } = await both();
    const { keys, mode } = await statusOf(collector);
    const names = [TODAY, TODAY + 1, TODAY + 2].flatMap((day) => [`${day}/0`, `${day}/1`]);
    expect(Object.keys(keys)).toEqual(names);
    for (const name of names) {
      const bytes = await (await issuer.get(`/v1/keys/${name}`)).arrayBuffer();
      expect(keys[name]).toBe(await digestOf(new Uint8Array(bytes)));
    }
    expect(mode).toBe('development');
    collector.clock.nowMs += 40 * DAY_MS;
    await expect.poll(async () => (await statusOf(collector)).keys[names[0] ?? '']).toBeUndefined();
  });

  it('says that reports are signed when they are, in its status, on its page, badge and feed', async () => {
    const folder = emptyFolder();
    const file = `${folder}/key.pem`;
    const publicKey = makeDirectoryKey(file);
    expect(readDirectoryKey(file).publicKey).toBe(publicKey);
    const clock = { nowMs: NOON_MS };
    const issuer = await issuerForTest({ folder, clock, environment: { DIRECTORY_KEY_FILE: file } });
    await issuer.ready;
    const collector = await collectorForTest({
      clock,
      issuer: { url: issuer.url, directoryKeys: [publicKey] },
    });
    await hasKeys(collector);
    expect((await statusOf(collector)).mode).toBe('signed');
    for (const path of ['/', '/v1/badge.svg', '/v1/incidents.atom'])
      expect(await (await collector.get(path)).text()).not.toMatch(/test/i);
  });

  it('answers 503 while keys are missing, counts nothing then, and takes the same report afterwards', async () => {
    const clock = { nowMs: NOON_MS };
    const issuer = await issuerForTest({ clock });
    const heldBack = new Set(['0', '1']);
    const url = await liar(
      (path, bytes) => (heldBack.has(path.at(-1) ?? '') ? undefined : bytes),
      issuer.url,
    );
    const collector = await collectorForTest({ clock, issuer: known(url) });
    const body = reportBytes(tokenOf((await fresh(issuer.url)).slots));
    const early = await collector.post(body);
    expect(early.headers.get('retry-after')).toBe('5');
    expect(await problemIn(early)).toBe('503 unavailable');
    // Newcomers' keys are here, seasoned devices' are not: what is signed counts, and of the rest nobody can say.
    heldBack.delete('0');
    await expect.poll(async () => (await collector.post(body)).status).toBe(200);
    expect((await collector.post(reportBytes())).status).toBe(503);
    heldBack.delete('1');
    await expect.poll(async () => (await collector.post(reportBytes())).status).toBe(403);
    expect(await countedIn(collector.store)).toBe(1);
  });

  it('refuses a directory that was altered, whatever it says, and names the fault', async () => {
    const clock = { nowMs: NOON_MS };
    const issuer = await issuerForTest({ clock });
    const url = await liar((_path, bytes) => bytes.with(5000, (bytes[5000] ?? 0) ^ 1), issuer.url);
    const collector = await collectorForTest({ clock, issuer: known(url) });
    await expect
      .poll(() => collector.log)
      .toContainEqual({
        level: 'warn',
        event: 'a key directory is refused',
        fields: { directory: `${TODAY}/0`, fault: 'signature' },
      });
    expect((await collector.post(reportBytes(tokenOf((await fresh(issuer.url)).slots)))).status).toBe(503);
    expect((await statusOf(collector)).keys).toEqual({});
  });

  it('starts with the directories it has on disk while the issuer is away', async () => {
    const { issuer, collector, clock } = await both();
    const token = tokenOf((await fresh(issuer.url)).slots);
    await issuer.close();
    await collector.close();
    const again = await collectorForTest({
      clock,
      issuer: known(issuer.url),
      environment: { DATA_DIR: collector.folder },
    });
    await expect.poll(async () => (await again.post(reportBytes(token))).status).toBe(200);
    const complaints = () => again.log.filter(({ event }) => event === 'key directories cannot be had');
    await expect.poll(complaints).toHaveLength(1);
  });
});

describe('several collectors on one store', () => {
  it('never take turns in what keys they publish, and none checks with others than are published', async () => {
    const clock = { nowMs: NOON_MS };
    const issuer = await issuerForTest({ clock });
    const other = await issuerForTest({ clock, folder: emptyFolder() });
    await other.ready;
    const first = await collectorForTest({ clock, issuer: known(issuer.url) });
    await hasKeys(first);
    const published = (await statusOf(first)).keys;
    // Of another issuer, which would sign for others than the first collector's devices.
    const second = await collectorForTest({
      clock,
      store: openSqliteStore(join(first.folder, 'collector.sqlite')),
      issuer: known(other.url),
    });
    await expect
      .poll(() => second.log.filter(({ event }) => /not the one that was published/.test(event)).length)
      .toBe(6);
    for (let round = 0; round < 5; round += 1) {
      clock.nowMs += 10_000;
      await expect.poll(async () => Date.parse((await statusOf(second)).updatedAt)).toBe(clock.nowMs);
      expect((await statusOf(first)).keys).toEqual(published);
      expect((await statusOf(second)).keys).toEqual(published);
    }
    const tiers: Tier[] = [0, 1];
    expect(tiers.map((tier) => published[`${TODAY}/${tier}`]?.length)).toEqual([64, 64]);
    const foreign = tokenOf((await fresh(other.url)).slots);
    expect((await second.post(reportBytes(foreign))).status).toBe(503);
    expect((await first.post(reportBytes(foreign))).status).toBe(403);
  });
});
