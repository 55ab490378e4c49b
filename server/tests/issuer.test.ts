import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayAt, firstSlotOf, startMsOf } from '../../lib/crowd/day.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import { decodeAnswer, encodeRequest, MAX_REQUEST_BYTES } from '../../lib/crowd/tokens/issuance.ts';
import { freshSlots, slotsOfDay } from '../../lib/crowd/tokens/schedule.ts';
import { IssuerStore } from '../src/issuer/issuer-store.ts';
import { makeKey, signingKeyOf } from '../src/issuer/signing-key.ts';
import { emptyFolder, issuerForTest, type TestIssuer } from './support/issuer.ts';
import { problemIn } from './support/problems.ts';
import { MINUTE_MS, NOON_MS } from './support/reports.ts';
import { ask, directoryOf, getTokens } from './support/tokens.ts';

const TODAY = dayAt(NOON_MS);
const NOW_SLOT = slotAt(NOON_MS);
const FRESH = { day: TODAY + 1, slots: [NOW_SLOT, NOW_SLOT + 1] };
const RENEWED = { day: TODAY + 2, slots: [firstSlotOf(TODAY + 2), firstSlotOf(TODAY + 2) + 95] };

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** What the issuer's files hold, in whichever of them. */
const onDisk = ({ folder }: TestIssuer) =>
  Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));

const logged = ({ log }: TestIssuer, event: string) => log.filter((line) => line.event === event);

describe('fresh tokens', () => {
  it('cover what is left of the day and the next, in one request, with a token to renew with', async () => {
    const issuer = await issuerForTest();
    const slots = freshSlots(NOON_MS);
    const set = await getTokens(issuer.url, { day: TODAY + 1, slots });
    expect(set.slots.map(({ slot }) => slot)).toEqual(slots);
    expect(slots).toHaveLength(48 + 96);
    expect(set.renewal).toMatchObject({ day: TODAY + 1, tier: 0 });
  });

  it('tell the server’s time', async () => {
    const issuer = await issuerForTest();
    const { request } = await ask(issuer.url, FRESH);
    const answer = decodeAnswer(await bytesOf(await issuer.post(request)), 2);
    expect(answer?.serverSeconds).toBe(NOON_MS / 1000);
  });

  it('are had four times a day by an address, and again the next day', async () => {
    const clock = { nowMs: NOON_MS };
    const issuer = await issuerForTest({ clock, environment: { TRUSTED_PROXIES: '127.0.0.1' } });
    const from = async (address: string, wanted = FRESH) =>
      issuer.post((await ask(issuer.url, wanted)).request, { 'x-forwarded-for': address });
    for (let i = 0; i < 4; i += 1) expect((await from('192.0.2.1')).status).toBe(200);
    const fifth = await from('192.0.2.1');
    expect(fifth.headers.get('retry-after')).toBe('43200');
    expect(await problemIn(fifth)).toBe('429 too-many-sets');
    expect((await from('192.0.2.2')).status).toBe(200);
    clock.nowMs = startMsOf(TODAY + 1);
    const tomorrow = { day: TODAY + 2, slots: [slotAt(clock.nowMs)] };
    expect((await from('192.0.2.1', tomorrow)).status).toBe(200);
  });

  it('do not count again when the same request comes again because its answer was lost', async () => {
    const issuer = await issuerForTest({ environment: { TRUSTED_PROXIES: '127.0.0.1' } });
    const { request } = await ask(issuer.url, FRESH);
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    const answers = [];
    for (let i = 0; i < 4; i += 1) answers.push(await bytesOf(await issuer.post(request, headers)));
    expect(new Set(answers.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
    for (let i = 0; i < 3; i += 1)
      expect((await issuer.post((await ask(issuer.url, FRESH)).request, headers)).status).toBe(200);
    expect((await issuer.post((await ask(issuer.url, FRESH)).request, headers)).status).toBe(429);
  });
});

describe('renewed tokens', () => {
  it('are of the other tier, and bring a token for the next renewal, without a quota', async () => {
    const issuer = await issuerForTest({ environment: { TRUSTED_PROXIES: '127.0.0.1' } });
    let { renewal } = await getTokens(issuer.url, FRESH);
    for (let days = 2; days < 9; days += 1) {
      issuer.clock.nowMs = NOON_MS + (days - 2) * 86_400_000;
      const day = TODAY + days;
      await expect.poll(async () => (await issuer.get(`/v1/keys/${day}/1`)).status).toBe(200);
      const { request, finish } = await ask(issuer.url, { day, slots: slotsOfDay(day), spent: renewal });
      const answer = await issuer.post(request, { 'x-forwarded-for': '192.0.2.1' });
      expect(answer.status).toBe(200);
      ({ renewal } = await finish(await bytesOf(answer)));
      expect(renewal).toMatchObject({ day, tier: 1 });
    }
  });

  it('are given once for a token: the same to the same request, nothing to another', async () => {
    const issuer = await issuerForTest();
    const { renewal: spent } = await getTokens(issuer.url, FRESH);
    const first = await ask(issuer.url, { ...RENEWED, spent });
    const other = await ask(issuer.url, { ...RENEWED, spent });
    const answers = await Promise.all(
      [first, other, first, other].map(async ({ request }) => issuer.post(request)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 409, 409]);
    const won = answers[0]?.status === 200 ? first : other;
    const [kept, again] = await Promise.all(
      answers.filter(({ status }) => status === 200).map((answer) => bytesOf(answer)),
    );
    expect(kept).toEqual(again);
    issuer.clock.nowMs += 59 * MINUTE_MS;
    const late = await bytesOf(await issuer.post(won.request));
    expect(late.slice(4)).toEqual(kept?.slice(4));
    expect(decodeAnswer(late, 2)?.serverSeconds).toBe(issuer.clock.nowMs / 1000);
    expect((await won.finish(late)).renewal.tier).toBe(1);
    issuer.clock.nowMs += 2 * MINUTE_MS;
    await expect.poll(async () => problemIn(await issuer.post(won.request))).toBe('409 renewal-spent');
  });

  it('are not given for a token that nobody signed, or that is of another day or tier', async () => {
    const issuer = await issuerForTest();
    const { renewal, slots } = await getTokens(issuer.url, FRESH);
    const [slot] = slots;
    for (const spent of [
      { ...renewal, signature: renewal.signature.with(9, (renewal.signature[9] ?? 0) ^ 1) },
      { ...renewal, nonce: renewal.nonce.with(31, (renewal.nonce[31] ?? 0) ^ 1) },
      { ...renewal, day: renewal.day - 1 },
      { ...renewal, tier: 1 as const },
      { ...renewal, nonce: slot?.nonce ?? renewal.nonce, signature: slot?.signature ?? renewal.signature },
    ]) {
      const { request } = await ask(issuer.url, { ...RENEWED, spent });
      expect(await problemIn(await issuer.post(request))).toBe('403 bad-renewal');
    }
  });
});

describe('a request for tokens', () => {
  it.each([
    ['slots of the day after tomorrow', { day: TODAY + 1, slots: [firstSlotOf(TODAY + 2)] }],
    ['a slot that is over', { day: TODAY + 1, slots: [NOW_SLOT - 2] }],
    ['a renewal token of another day', { day: TODAY + 2, slots: [NOW_SLOT] }],
  ])('is refused for %s, with the time', async (_what, wanted) => {
    const issuer = await issuerForTest();
    const refused = await issuer.post((await ask(issuer.url, wanted)).request);
    expect(await refused.clone().json()).toMatchObject({ serverTime: NOON_MS / 1000 });
    expect(await problemIn(refused)).toBe('422 not-in-schedule');
  });

  it('is refused for values that no key signs', async () => {
    const issuer = await issuerForTest();
    const { slotModuli } = await directoryOf(issuer.url, TODAY, 0);
    const modulus = slotModuli[NOW_SLOT - firstSlotOf(TODAY)] ?? new Uint8Array(256);
    for (const blinded of [new Uint8Array(256), modulus, new Uint8Array(256).fill(0xff)]) {
      const request = {
        day: TODAY + 1,
        slots: [{ slot: NOW_SLOT, blinded }],
        renewal: new Uint8Array(256).fill(1),
      };
      const refused = await issuer.post(encodeRequest(request));
      expect(await refused.clone().json()).toMatchObject({ field: 'blinded' });
      expect(await problemIn(refused)).toBe('400 not-a-token-request');
    }
  });

  it('is refused when it is none, is too large, or could tell devices apart', async () => {
    const issuer = await issuerForTest();
    const { request } = await ask(issuer.url, FRESH);
    expect(await problemIn(await issuer.post('x'))).toBe('400 not-a-token-request');
    expect(await problemIn(await issuer.post(''))).toBe('400 not-a-token-request');
    expect(await problemIn(await issuer.post(new Uint8Array(MAX_REQUEST_BYTES + 1)))).toBe('413 too-large');
    expect(await problemIn(await issuer.post('{}', { 'content-type': 'application/json' }))).toBe(
      '415 not-octets',
    );
    for (const header of ['origin', 'cookie', 'authorization'])
      expect(await problemIn(await issuer.post(request, { [header]: 'x' }))).toBe('400 revealing-header');
    expect(await problemIn(await issuer.get('/v1/tokens'))).toBe('405 method-not-allowed');
  });

  it('waits for keys: until they are made it is told to come again', async () => {
    const issuer = await issuerForTest({ folder: emptyFolder() });
    const request = encodeRequest({
      day: TODAY + 1,
      slots: [{ slot: NOW_SLOT, blinded: new Uint8Array(256).fill(1) }],
      renewal: new Uint8Array(256).fill(1),
    });
    const early = await issuer.post(request);
    expect(early.headers.get('retry-after')).toBe('5');
    expect(await problemIn(early)).toBe('503 unavailable');
    expect((await issuer.get('/readyz')).status).toBe(503);
    expect((await issuer.get(`/v1/keys/${TODAY}/0`)).status).toBe(503);
    await issuer.ready;
    expect((await issuer.post(request)).status).toBe(200);
    expect((await issuer.get('/readyz')).status).toBe(200);
  });

  it('is answered with headers that tell nobody apart', async () => {
    const issuer = await issuerForTest();
    const answer = await issuer.post((await ask(issuer.url, FRESH)).request);
    expect([...answer.headers.keys()].toSorted()).toEqual([
      'cache-control',
      'connection',
      'content-length',
      'content-type',
      'date',
      'keep-alive',
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('leaves no trace of its sender in the log, nor in what is kept', async () => {
    const issuer = await issuerForTest({ environment: { TRUSTED_PROXIES: '127.0.0.1' } });
    const headers = { 'x-forwarded-for': '192.0.2.77', 'user-agent': 'telltale' };
    for (let i = 0; i < 5; i += 1) await issuer.post((await ask(issuer.url, FRESH)).request, headers);
    await issuer.post('x', headers);
    await issuer.get('/v1/keys/1/1', headers);
    const metrics = await (await issuer.get('/metrics')).text();
    expect(metrics).toContain('feed_canary_token_sets_total{result="fresh"} 4\n');
    expect(metrics).toContain('feed_canary_token_sets_total{result="too-many"} 1\n');
    await issuer.close();
    expect(JSON.stringify(issuer.log) + metrics).not.toMatch(/192\.0\.2|telltale|127\.0\.0\.1/);
    expect(onDisk(issuer).toString('latin1')).not.toMatch(/192\.0\.2|telltale/);
  });
});

describe('a key directory', () => {
  it('is the same for ever, and may be kept for ever', async () => {
    const issuer = await issuerForTest();
    const before = await bytesOf(await issuer.get(`/v1/keys/${TODAY}/1`));
    issuer.clock.nowMs += 20 * 86_400_000;
    await expect.poll(async () => (await issuer.get(`/v1/keys/${TODAY + 20}/1`)).status).toBe(200);
    const answer = await issuer.get(`/v1/keys/${TODAY}/1`);
    expect([...answer.headers.keys()].toSorted()).toEqual([
      'cache-control',
      'connection',
      'content-length',
      'content-type',
      'date',
      'keep-alive',
    ]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await bytesOf(answer)).toEqual(before);
  });

  it.each([
    `/v1/keys/${TODAY - 1}/0`,
    `/v1/keys/${TODAY + 9}/0`,
    `/v1/keys/${TODAY}/2`,
    `/v1/keys/0${TODAY}/0`,
    '/v1/keys/x/0',
  ])('that does not exist is not found: %s', async (path) => {
    const issuer = await issuerForTest();
    expect(await problemIn(await issuer.get(path))).toBe('404 not-found');
  });

  it('names the countries that devices may name', async () => {
    const issuer = await issuerForTest({ folder: emptyFolder(), environment: { NAMED_COUNTRIES: 'JP, US' } });
    await issuer.ready;
    const { namedCells } = await directoryOf(issuer.url, TODAY, 0);
    expect(namedCells.size).toBe(1 + 17 + 2);
  });
});

describe('private keys', () => {
  it('are gone from memory and disk when their slot is over, and their directory stays', async () => {
    const issuer = await issuerForTest();
    await issuer.close();
    const store = new IssuerStore(join(issuer.folder, 'issuer.sqlite'), 'development');
    const keyAt = (tier: 0 | 1, place: number) => {
      const bytes = store.privateKey({ day: TODAY, tier }, place);
      return bytes && Buffer.from(bytes);
    };
    const [own = Buffer.of(), next = Buffer.of()] = [keyAt(0, 48), keyAt(0, 49)];
    expect([own.length, next.length].every((length) => length > 1000)).toBe(true);
    // Of slots that were over before, and of what could be renewed for today, nothing was ever kept.
    expect([keyAt(0, 46), keyAt(1, 48), keyAt(0, 96), keyAt(1, 96)]).toEqual(Array(4).fill(undefined));
    store.close();
    expect(onDisk(issuer).includes(own)).toBe(true);

    const clock = { nowMs: NOON_MS + 25 * MINUTE_MS };
    const later = await issuerForTest({ folder: issuer.folder, clock });
    await expect.poll(() => logged(later, 'private keys destroyed').length).toBeGreaterThan(0);
    expect(onDisk(later).includes(own)).toBe(false);
    expect(onDisk(later).includes(next)).toBe(true);
    expect((await later.get(`/v1/keys/${TODAY}/0`)).status).toBe(200);
    const { request } = await ask(later.url, { day: TODAY + 1, slots: [NOW_SLOT] });
    expect(await problemIn(await later.post(request))).toBe('422 not-in-schedule');
  });

  it('share nothing in production', async () => {
    const keys = await Promise.all(Array.from({ length: 4 }, async () => signingKeyOf(await makeKey())));
    const primes = keys.flatMap(({ privateKey }) => {
      const { p, q } = privateKey.export({ format: 'jwk' });
      return [p, q];
    });
    expect(new Set(primes).size).toBe(8);
    expect(keys.every(({ modulus }) => modulus.length === 256)).toBe(true);
  });

  it('of a development’s file are not taken into production', async () => {
    const issuer = await issuerForTest();
    await issuer.close();
    expect(() => new IssuerStore(join(issuer.folder, 'issuer.sqlite'), 'production')).toThrow(
      /made in development mode: give production mode another DATA_DIR/,
    );
  });
});
