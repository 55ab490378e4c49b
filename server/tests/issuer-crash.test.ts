import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { dayAt, firstSlotOf } from '../../lib/crowd/day.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import { type ChildCollector, spawnCollector, spawnIssuer } from './support/child.ts';
import { emptyFolder } from './support/issuer.ts';
import { reportBytes } from './support/reports.ts';
import { type Asking, ask, getTokens } from './support/tokens.ts';

const TIMEOUT_MS = 180_000;
const KILLS = 4;
const TOKENS = 6;

/** What a request for tokens got: the answer's signatures, a status, or nothing. */
type Got = Buffer | number | undefined;

async function post(url: string, { request }: Asking): Promise<Got> {
  try {
    const answer = await fetch(`${url}/v1/tokens`, {
      method: 'POST',
      body: request,
      headers: { 'content-type': 'application/octet-stream' },
    });
    return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()).subarray(4) : answer.status;
  } catch {
    return undefined;
  }
}

const directories = async (url: string, days: readonly number[]) =>
  Promise.all(
    days.flatMap((day) =>
      [0, 1].map(async (tier) => {
        const answer = await fetch(`${url}/v1/keys/${day}/${tier}`);
        return answer.ok ? Buffer.from(await answer.arrayBuffer()).toString('hex') : undefined;
      }),
    ),
  );

/** Until nothing is left to be made: on a busy machine it takes a while. */
const allMade = (url: string, days: readonly number[]) =>
  expect
    .poll(async () => (await directories(url, days)).every(Boolean), { timeout: 90_000, interval: 250 })
    .toBe(true);

/** Days around now; what a day is may change while this runs. */
const daysFrom = (today: number) => [today, today + 1, today + 2, today + 3];

it('an issuer that is killed gives each renewal token one set, whoever asks again, and keeps its keys', {
  timeout: TIMEOUT_MS,
}, async () => {
  const folder = emptyFolder();
  const environment = { DATA_DIR: folder };
  let issuer: ChildCollector = await spawnIssuer(environment);
  const today = dayAt(Date.now());
  const days = daysFrom(today);
  await allMade(issuer.url, days);
  const published = await directories(issuer.url, days);
  const tokens = await Promise.all(
    Array.from({ length: TOKENS }, () =>
      getTokens(issuer.url, { day: today + 1, slots: [firstSlotOf(today + 2) - 1] }),
    ),
  );
  // Two wishes for each token, of which one can come true.
  const slots = Array.from({ length: 24 }, (_, index) => firstSlotOf(today + 2) + index);
  const rivals = await Promise.all(
    tokens.map(({ renewal }) =>
      Promise.all([1, 2].map(() => ask(issuer.url, { day: today + 2, slots, spent: renewal }))),
    ),
  );
  const got = rivals.map((pair) => pair.map((): Buffer[] => []));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { url } = issuer;
    const asking = rivals.map(async (pair, token) =>
      Promise.all(
        pair.map(async (one, index) => {
          const answer = await post(url, one);
          if (Buffer.isBuffer(answer)) got[token]?.[index]?.push(answer);
        }),
      ),
    );
    await sleep(Math.random() * 150);
    await issuer.end('SIGKILL');
    await Promise.all(asking);
    issuer = await spawnIssuer(environment);
    expect(await directories(issuer.url, days)).toEqual(published);
  }
  for (const [token, pair] of rivals.entries()) {
    const last = await Promise.all(pair.map((one) => post(issuer.url, one)));
    expect(last.filter((one) => one === 409)).toHaveLength(1);
    const winner = last.findIndex((one) => Buffer.isBuffer(one));
    const signatures = last[winner];
    expect(Buffer.isBuffer(signatures)).toBe(true);
    // Whatever was answered before a kill was the same, and to the same wish.
    expect(got[token]?.[1 - winner]).toEqual([]);
    for (const before of got[token]?.[winner] ?? []) expect(before.equals(signatures as Buffer)).toBe(true);
    const answer = Buffer.concat([Buffer.alloc(4), signatures as Buffer]);
    expect((await pair[winner]?.finish(answer))?.renewal.day).toBe(today + 2);
  }
  expect(await issuer.end('SIGTERM')).toBe(0);
});

it('an issuer that is killed while it makes keys has each directory whole, or makes it anew', {
  timeout: TIMEOUT_MS,
}, async () => {
  const environment = { DATA_DIR: emptyFolder() };
  const days = daysFrom(dayAt(Date.now()));
  const seen = new Map<number, string>();
  for (let kill = 0; kill < 3; kill += 1) {
    const issuer = await spawnIssuer(environment);
    await sleep(Math.random() * 400);
    for (const [index, directory] of (await directories(issuer.url, days)).entries()) {
      const before = seen.get(index);
      if (before !== undefined) expect(directory).toBe(before);
      if (directory !== undefined) seen.set(index, directory);
    }
    await issuer.end('SIGKILL');
  }
  const issuer = await spawnIssuer(environment);
  await allMade(issuer.url, days);
  for (const [index, directory] of seen) expect((await directories(issuer.url, days))[index]).toBe(directory);
  expect(await issuer.end('SIGTERM')).toBe(0);
});

it('issuer and collector run from one command, and end together', async () => {
  const both = await spawnCollector({ DATA_DIR: emptyFolder(), ISSUER_PORT: '0' });
  await expect.poll(() => both.output()).toMatch(/^issuing on http:\/\/127\.0\.0\.1:\d+$/m);
  const issuerUrl = /^issuing on (\S+)$/m.exec(both.output())?.[1] ?? '';
  const slot = slotAt(Date.now());
  const { slots } = await getTokens(issuerUrl, { day: dayAt(Date.now()) + 1, slots: [slot, slot + 1] });
  const send = async (token: object) =>
    (
      await fetch(`${both.url}/v1/reports`, {
        method: 'POST',
        body: reportBytes(token),
        headers: { 'content-type': 'application/octet-stream' },
      })
    ).status;
  await expect.poll(() => send(slots[0] ?? {})).toBe(200);
  await expect
    .poll(() => send({ ...slots[0], signature: new Uint8Array(256), nonce: new Uint8Array(32) }))
    .toBe(403);
  expect(await both.end('SIGTERM')).toBe(0);
  expect(both.log()).toMatch(/anybody can sign keys and reports/);
});
