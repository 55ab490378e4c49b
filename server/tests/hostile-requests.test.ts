import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotAt } from '../../lib/crowd/slot.ts';
import { hostileRequest, PATHS, soundReport } from '../proof/hostile-requests.ts';
import { nullifierOf } from '../proof/ledger.ts';
import { rawExchange } from '../proof/raw-exchange.ts';
import { collectorForTest, countedIn } from './support/collector.ts';
import { NOON_MS } from './support/reports.ts';

const SLOT = slotAt(NOON_MS);
const CLOSED_WITHIN_MS = 15_000;

const portOf = ({ url }: { url: string }) => Number(new URL(url).port);

describe('hostile requests', { timeout: 60_000 }, () => {
  it('are answered or hung up on, never with a 5xx, and sound reports between them are taken', async () => {
    const collector = await collectorForTest();
    const property = fc.asyncProperty(hostileRequest(SLOT), async ({ bytes, report }) => {
      const { statuses } = await rawExchange(portOf(collector), bytes, CLOSED_WITHIN_MS);
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
      if (report) expect(statuses).toEqual([200]);
    });
    await fc.assert(property, { numRuns: 400 });
    expect(collector.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('change no count: a report counts once if it was ever acknowledged, and else not at all', async () => {
    const { post, store } = await collectorForTest();
    const acknowledged = new Set<string>();
    const flips = fc.array(fc.tuple(fc.nat(295), fc.nat(255)), { maxLength: 3 });
    const property = fc.asyncProperty(
      soundReport(SLOT),
      flips,
      fc.nat(1),
      async (report, changes, repetitions) => {
        const body = changes.reduce((bytes, [at, value]) => bytes.with(at, value), report);
        for (let time = 0; time <= repetitions; time += 1)
          if ((await post(body)).status === 200) acknowledged.add(nullifierOf(body));
        if (changes.length === 0) expect(acknowledged).toContain(nullifierOf(body));
      },
    );
    await fc.assert(property, { numRuns: 200 });
    expect(await countedIn(store)).toBe(acknowledged.size);
  });

  it.each(PATHS)(
    'get a body, "unchanged" or a problem document from GET %s, whatever query and tag come with it',
    async (path) => {
      const { get } = await collectorForTest();
      const text = fc.string({ unit: fc.constantFrom(...'abz09"*,/W -_=&') });
      const property = fc.asyncProperty(text, text, async (query, tag) => {
        const response = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`, {
          'if-none-match': tag,
        });
        const body = await response.text();
        expect([200, 304, 400, 404, 405]).toContain(response.status);
        if (response.status === 304) expect(body).toBe('');
        if (response.status >= 400) expect(JSON.parse(body)).toMatchObject({ status: response.status });
      });
      await fc.assert(property, { numRuns: 25 });
    },
  );
});

describe('a client that asks on without reading', () => {
  const asks = (times: number) => Buffer.from('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(times));

  it('is hung up on before its answers fill our memory', async () => {
    const collector = await collectorForTest();
    const { statuses } = await rawExchange(portOf(collector), asks(1000), CLOSED_WITHIN_MS);
    expect(statuses.length).toBeLessThan(100);
  });

  it('is served when it asks a few things at once', async () => {
    const collector = await collectorForTest();
    const { statuses } = await rawExchange(portOf(collector), asks(10), CLOSED_WITHIN_MS);
    expect(statuses).toEqual(Array(10).fill(200));
  });
});
