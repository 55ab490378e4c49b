import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { slotAt } from '../../lib/crowd/slot.ts';
import { collectorForTest, countedIn } from './support/collector.ts';
import { problemIn } from './support/problems.ts';
import { cell, MINUTE_MS, NOON_MINUTE, NOON_MS, reportBytes } from './support/reports.ts';

const SLOT = slotAt(NOON_MS);
const NONCE = new Uint8Array(32).fill(9);

describe('POST /v1/reports', () => {
  it('counts a report that it has acknowledged, once, however often it comes', async () => {
    const { post, get, store } = await collectorForTest();
    const body = reportBytes({ nonce: NONCE });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    answers.push(await post(body));
    expect(answers.map(({ status }) => status)).toEqual(Array(21).fill(200));
    expect(await answers[0]?.text()).toBe('');
    expect(await store.counts(0, 2 ** 30)).toEqual([
      { minute: NOON_MINUTE, cell: cell('IN'), symptom: 2, tier: 1, isPanel: false, n: 1 },
    ]);
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toContain('feed_canary_reports_total{result="counted"} 1\n');
    expect(metrics).toContain('feed_canary_reports_total{result="repeated"} 20\n');
  });

  it('takes a late retry, which states a higher age, for the same report', async () => {
    const { post, store, clock } = await collectorForTest();
    clock.nowMs = NOON_MS + 3 * MINUTE_MS;
    await post(reportBytes({ nonce: NONCE, ageMinutes: 1 }));
    clock.nowMs += 10 * MINUTE_MS;
    expect((await post(reportBytes({ nonce: NONCE, ageMinutes: 11 }))).status).toBe(200);
    expect(await store.counts(0, 2 ** 30)).toMatchObject([{ minute: NOON_MINUTE + 2, n: 1 }]);
  });

  it.each([
    ['another cell', { cell: cell('BR') }],
    ['another symptom', { symptom: 'ok' as const }],
    ['the panel', { isPanel: true }],
  ])('refuses a nonce that was spent on other content: %s', async (_what, change) => {
    const { post, store } = await collectorForTest();
    await post(reportBytes({ nonce: NONCE }));
    expect(await problemIn(await post(reportBytes({ nonce: NONCE, ...change })))).toBe('409 nonce-spent');
    expect(await countedIn(store)).toBe(1);
  });

  it('counts one of two different reports with one nonce that arrive together', async () => {
    const { post, store } = await collectorForTest();
    const answers = await Promise.all([
      post(reportBytes({ nonce: NONCE })),
      post(reportBytes({ nonce: NONCE, cell: cell('BR') })),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await countedIn(store)).toBe(1);
  });

  it.each([
    ['an early retry of the slot before', 14 * MINUTE_MS, 25, 'first'],
    ['the last minute of the grace', 24 * MINUTE_MS, 0, 'last'],
  ])('keeps the minute within the slot: %s', async (_what, afterMs, ageMinutes, place) => {
    const { post, store, clock } = await collectorForTest();
    clock.nowMs = NOON_MS + afterMs;
    await post(reportBytes({ ageMinutes }));
    const minute = NOON_MINUTE + (place === 'first' ? 0 : 14);
    expect(await store.counts(0, 2 ** 30)).toMatchObject([{ minute }]);
  });

  it.each([
    ['too late', reportBytes({ slot: SLOT - 2 }), '410 slot-closed'],
    ['too early', reportBytes({ slot: SLOT + 1 }), '422 slot-not-open'],
    ['one byte too long', new Uint8Array(297), '413 too-large'],
    ['one byte too short', reportBytes().slice(1), '400 not-a-report'],
    ['empty', '', '400 not-a-report'],
    ['of another version', reportBytes().with(295, 2), '400 not-a-report'],
    ['of an unknown symptom', reportBytes().with(294, 15), '400 not-a-report'],
  ])('refuses a report that is %s, and says why', async (_what, body, problem) => {
    const { post, store } = await collectorForTest();
    expect(await problemIn(await post(body as BodyInit))).toBe(problem);
    expect(await countedIn(store)).toBe(0);
  });

  it('tells its own time to a device whose clock is wrong', async () => {
    const { post } = await collectorForTest();
    for (const slot of [SLOT - 2, SLOT + 1])
      expect(await (await post(reportBytes({ slot }))).json()).toMatchObject({ serverTime: NOON_MS / 1000 });
  });

  it('refuses what could tell devices apart, and other kinds of bodies', async () => {
    const { post, store } = await collectorForTest();
    for (const header of ['origin', 'cookie', 'authorization'])
      expect(await problemIn(await post(reportBytes(), { [header]: 'x' }))).toBe('400 revealing-header');
    expect(await problemIn(await post('{}', { 'content-type': 'application/json' }))).toBe('415 not-octets');
    expect(await countedIn(store)).toBe(0);
  });

  it('sets no header that a report could be recognised by', async () => {
    const { post } = await collectorForTest();
    const headers = [...(await post(reportBytes())).headers.keys()];
    expect(headers).toEqual(['connection', 'content-length', 'date', 'keep-alive']);
  });

  it('limits what one network sends, by the minute, and believes a proxy only when told to', async () => {
    const { post, clock } = await collectorForTest({
      environment: { REPORTS_PER_NETWORK_PER_MINUTE: '2', TRUSTED_PROXIES: '127.0.0.1' },
    });
    const from = (address: string) => post(reportBytes(), { 'x-forwarded-for': address });
    expect((await from('192.0.2.1')).status).toBe(200);
    expect((await from('192.0.2.200')).status).toBe(200);
    const refused = await from('192.0.2.7');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await problemIn(refused)).toBe('429 too-many-reports');
    expect((await from('198.51.100.1')).status).toBe(200);
    clock.nowMs += MINUTE_MS;
    expect((await from('192.0.2.7')).status).toBe(200);

    const other = await collectorForTest({ environment: { REPORTS_PER_NETWORK_PER_MINUTE: '2' } });
    for (let i = 0; i < 4; i += 1)
      expect((await other.post(reportBytes(), { 'x-forwarded-for': '192.0.2.1' })).status).toBe(200);
  });

  it('answers 503 while the store fails, counts nothing then, and takes the same report afterwards', async () => {
    const { post, store, log } = await collectorForTest();
    const commit = store.commit.bind(store);
    store.commit = () => Promise.reject(new Error('disk full'));
    const refused = await post(reportBytes({ nonce: NONCE }));
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await problemIn(refused)).toBe('503 unavailable');
    expect(log).toContainEqual(expect.objectContaining({ level: 'error', event: 'reports cannot be kept' }));
    store.commit = commit;
    expect((await post(reportBytes({ nonce: NONCE }))).status).toBe(200);
    expect(await countedIn(store)).toBe(1);
  });

  it('complains of a failed transaction once, not once for each of its reports', async () => {
    const { post, store, log } = await collectorForTest();
    store.commit = async () => {
      await sleep(50);
      throw new Error('disk full');
    };
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(reportBytes())));
    expect(answers.every(({ status }) => status === 503)).toBe(true);
    expect(log.filter(({ event }) => event === 'reports cannot be kept').length).toBeLessThan(20);
  });

  it('never logs where a report came from', async () => {
    const { post, get, store, log } = await collectorForTest({
      environment: { TRUSTED_PROXIES: '127.0.0.1' },
    });
    const headers = { 'x-forwarded-for': '192.0.2.77', 'user-agent': 'telltale' };
    await post(reportBytes(), headers);
    await post('x', headers);
    store.commit = () => Promise.reject(new Error('disk full'));
    await post(reportBytes(), headers);
    await get('/metrics', headers);
    expect(log.length).toBeGreaterThan(0);
    const all = JSON.stringify(log) + (await (await get('/metrics')).text());
    expect(all).not.toMatch(/192\.0\.2|telltale|127\.0\.0\.1/);
  });

  it('acknowledges what it has before it stops, and refuses the rest', async () => {
    const { post, store, close } = await collectorForTest();
    let isCommitting = false;
    const kept: number[] = [];
    const commit = store.commit.bind(store);
    store.commit = async (batch) => {
      isCommitting = true;
      await sleep(200);
      kept.push(batch.length);
      return commit(batch);
    };
    const first = post(reportBytes());
    await expect.poll(() => isCommitting).toBe(true);
    const closing = close();
    const late = await post(reportBytes()).then(
      ({ status }) => status,
      () => 'no connection',
    );
    expect([503, 'no connection']).toContain(late);
    await closing;
    expect((await first).status).toBe(200);
    expect(kept).toEqual([1]);
  });

  it('keeps, before it stops, even what its sender did not wait for', async () => {
    const { url, store, close } = await collectorForTest();
    const commit = store.commit.bind(store);
    let isCommitting = false;
    const kept: number[] = [];
    store.commit = async (batch) => {
      isCommitting = true;
      await sleep(200);
      const spent = await commit(batch);
      kept.push(batch.length);
      return spent;
    };
    const abort = new AbortController();
    const sent = fetch(`${url}/v1/reports`, {
      method: 'POST',
      body: reportBytes(),
      headers: { 'content-type': 'application/octet-stream' },
      signal: abort.signal,
    });
    await expect.poll(() => isCommitting).toBe(true);
    abort.abort();
    await expect(sent).rejects.toThrow();
    await close();
    expect(kept).toEqual([1]);
  });
});

describe('the socket', () => {
  /** What comes back for raw bytes, until the other side closes. */
  const raw = (url: string, bytes: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });

  it('answers what is no HTTP with a problem document', async () => {
    const { url } = await collectorForTest();
    expect(await raw(url, 'NONSENSE\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 [\s\S]*problem\+json[\s\S]*bad-request/,
    );
  });

  it('refuses headers without end', async () => {
    const { url } = await collectorForTest();
    const answer = await raw(url, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}`);
    expect(answer).toMatch(/^HTTP\/1.1 431 [\s\S]*headers-too-large/);
  });

  it('hangs up on a report that never ends', async () => {
    const { url } = await collectorForTest();
    const head =
      'POST /v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\ncontent-length: 296\r\n\r\n';
    expect(await raw(url, `${head}x`)).toMatch(/^HTTP\/1.1 408 [\s\S]*request-timeout/);
  });
});
