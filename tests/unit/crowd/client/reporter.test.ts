import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_KEPT } from '../../../../lib/crowd/client/kept.ts';
import type { Outcome } from '../../../../lib/crowd/client/transport.ts';
import { dayAt } from '../../../../lib/crowd/day.ts';
import { decodeReport } from '../../../../lib/crowd/report.ts';
import { slotAt } from '../../../../lib/crowd/slot.ts';
import { NEW } from '../../../../lib/crowd/tier.ts';
import { CrowdDevice, inStock, ownSide, troubled, working } from '../../../support/crowd-device.ts';
import { CrowdServices, makeServiceKeys } from '../../../support/crowd-services.ts';
import { published } from '../../../support/published.ts';
import type { TestKeys } from '../../../support/tokens.ts';

/** Three minutes into a slot. */
const START_MS = Date.UTC(2026, 10, 25, 12, 3);
const SLOT = slotAt(START_MS);
const SLOTS = Array.from({ length: 96 - (SLOT % 96) }, (_, index) => SLOT + index);
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

let keys: Map<string, TestKeys>;
let services: CrowdServices;

beforeAll(async () => {
  keys = await makeServiceKeys(START_MS, 2);
}, 60_000);

beforeEach(() => {
  services = new CrowdServices(START_MS, keys);
});

/** A device with a stock of tokens. */
const device = (parts: ConstructorParameters<typeof CrowdDevice>[1] = {}) =>
  new CrowdDevice(services, { store: inStock(services, SLOTS), ...parts });

const outage = (atMs: number) => troubled('outage', atMs);
const suspicion = (atMs: number) => troubled('suspected', atMs);
const reportsAsked = () => services.asked.filter(({ path }) => path === '/v1/reports');

describe('trouble', () => {
  it('is told once, within seconds, for the minute it began in', async () => {
    const one = device();
    await one.sees((atMs) => troubled('suspected', atMs, atMs - 2 * SECOND_MS));
    await one.sees(outage);
    expect(reportsAsked()).toHaveLength(0);
    await one.waits(4 * SECOND_MS);
    expect(reportsAsked()).toHaveLength(0);
    await one.waits(20 * SECOND_MS);
    expect(services.counted).toMatchObject([
      {
        slot: SLOT,
        symptom: 'empty-feed',
        minute: Math.floor((START_MS - 2_000) / MINUTE_MS),
        isPanel: true,
      },
    ]);
    await one.sees(outage);
    await one.waits(5 * MINUTE_MS);
    expect(services.counted).toHaveLength(1);
    expect((await one.kept).reports).toMatchObject([{ slot: SLOT, state: 'delivered' }]);
  });

  it('is told again in the next slot, for the minute in which it was seen there', async () => {
    const one = device();
    await one.sees(outage);
    await one.waits(14 * MINUTE_MS);
    await one.sees((atMs) => troubled('outage', atMs, START_MS));
    await one.waits(MINUTE_MS);
    expect(services.counted).toMatchObject([
      { slot: SLOT },
      { slot: SLOT + 1, minute: Math.floor(START_MS / MINUTE_MS) + 14 },
    ]);
  });

  it('that is over before it is told is not told, and its token is kept for the slot’s ok', async () => {
    const one = device();
    await one.sees(suspicion);
    await one.waits(3 * SECOND_MS);
    await one.sees(working);
    await one.waits(13 * MINUTE_MS);
    expect(services.counted).toHaveLength(0);
    await one.waits(10 * MINUTE_MS);
    expect(services.counted).toMatchObject([{ slot: SLOT, symptom: 'ok' }]);
  });

  it('that turns out to be the reader’s own is not told', async () => {
    const one = device();
    await one.sees(suspicion);
    await one.sees(ownSide);
    await one.waits(30 * MINUTE_MS);
    expect(services.counted).toHaveLength(0);
  });

  it('that was an outage is told even when it is over by then', async () => {
    const one = device();
    await one.sees(outage);
    await one.sees(working);
    await one.waits(MINUTE_MS);
    expect(services.counted).toMatchObject([{ symptom: 'empty-feed' }]);
  });

  it('is told later by newcomers, for the same minute', async () => {
    const store = inStock(services, [], { tokens: [services.token(SLOT, NEW)] });
    const one = device({ store });
    await one.sees(outage);
    await one.waits(59 * SECOND_MS);
    expect(services.counted).toHaveLength(0);
    await one.waits(4.1 * MINUTE_MS);
    expect(services.counted).toMatchObject([{ minute: Math.floor(START_MS / MINUTE_MS) }]);
  });

  it('is told though another report was just made ready', async () => {
    const one = device();
    const [first, second] = await Promise.all([
      one.reporter.onTime(),
      one.reporter.onVerdict(outage(one.nowMs)),
    ]);
    expect(Math.min(first ?? Number.POSITIVE_INFINITY, second ?? Number.POSITIVE_INFINITY)).toBeLessThan(
      START_MS + 21 * SECOND_MS,
    );
  });

  it('is not told of a slot that is on the list already, whatever tokens there are', async () => {
    const report = { slot: SLOT, madeAtMs: START_MS, symptom: 'ok', cell: 0, isPanel: true } as const;
    const store = inStock(services, SLOTS, { reports: [{ ...report, state: 'dropped' }] });
    const one = device({ store });
    for (let minutes = 0; minutes < 10; minutes += 1) {
      await one.sees(outage);
      await one.waits(MINUTE_MS);
    }
    expect(reportsAsked()).toHaveLength(0);
  });

  it('waits for rates of its own slot: a cache may still have those of the last', async () => {
    services.nowMs = SLOT * 900_000;
    const stale = new CrowdServices(services.nowMs - 2_000, keys);
    services.instead = async (question) => {
      if (question.path !== '/v1/status' || services.nowMs > SLOT * 900_000 + 4_000) return undefined;
      const outcome = await stale.ask(question);
      return { ...outcome, serverMs: services.nowMs };
    };
    const one = device();
    await one.sees(outage);
    expect((await one.kept).sharing?.slots[0]).not.toHaveProperty('rates');
    await one.waits(MINUTE_MS);
    expect(services.counted).toMatchObject([{ slot: SLOT }]);
  });

  it('needs no question when somebody else has just asked', async () => {
    const one = device();
    const asOfMs = START_MS - SECOND_MS;
    await one.happens((reporter) => reporter.onVerdict(outage(START_MS), published({ asOfMs })));
    await one.waits(MINUTE_MS);
    expect(services.counted).toHaveLength(1);
    expect(services.asked.map(({ path }) => path)).toEqual(['/v1/reports']);
  });

  it('is not told by those who are not asked', async () => {
    services.rates = { ok: 0, problem: 0 };
    const one = device();
    await one.sees(outage);
    await one.waits(30 * MINUTE_MS);
    expect(services.counted).toHaveLength(0);
  });

  it('of the own account’s limit is told as such', async () => {
    const one = device();
    await one.sees((atMs) => ({ ...ownSide(atMs), reason: 'rate-limited' }));
    await one.waits(MINUTE_MS);
    expect(services.counted).toMatchObject([{ symptom: 'rate-limited' }]);
  });
});

describe('ok', () => {
  it('is told by the panel when the slot has ended, for the minute in which X was seen to work', async () => {
    const one = device();
    await one.sees(working);
    await one.waits(5 * MINUTE_MS);
    await one.sees(working);
    await one.waits(6.9 * MINUTE_MS);
    expect(services.counted).toHaveLength(0);
    await one.waits(10 * MINUTE_MS);
    expect(services.counted).toMatchObject([
      { slot: SLOT, symptom: 'ok', isPanel: true, minute: Math.floor(START_MS / MINUTE_MS) },
    ]);
  });

  it('is told by nobody else', async () => {
    services.rates = { ok: 0, problem: 1 };
    const one = device();
    await one.sees(working);
    await one.waits(30 * MINUTE_MS);
    expect(services.counted).toHaveLength(0);
    expect(one.wakes).toBe(0);
  });

  it('follows trouble that was told once, from outside the panel as well', async () => {
    services.rates = { ok: 0, problem: 1 };
    const one = device();
    await one.sees(outage);
    await one.waits(15 * MINUTE_MS);
    await one.sees(working);
    await one.waits(15 * MINUTE_MS);
    await one.sees(working);
    await one.waits(30 * MINUTE_MS);
    expect(services.counted).toMatchObject([
      { slot: SLOT, symptom: 'empty-feed', isPanel: false },
      { slot: SLOT + 1, symptom: 'ok', isPanel: false },
    ]);
  });

  it('is not told of a slot in which X was not looked at', async () => {
    const one = device();
    await one.sees(working);
    await one.waits(60 * MINUTE_MS);
    await one.sees((atMs) => working(atMs - 10 * MINUTE_MS));
    await one.waits(60 * MINUTE_MS);
    expect(services.counted.map(({ slot }) => slot)).toEqual([SLOT]);
  });

  it('takes one question for the rates in a slot, and no wake-up but for the panel’s report', async () => {
    const one = device();
    for (let i = 0; i < 6; i += 1) {
      await one.sees(working);
      await one.waits(5 * MINUTE_MS);
    }
    expect(services.asked.filter(({ path }) => path === '/v1/status')).toHaveLength(2);
    expect(one.wakes).toBeLessThanOrEqual(2);
  });
});

describe('a report on its way', () => {
  const failing = (outcome: Outcome) => {
    services.instead = ({ path }) => (path === '/v1/reports' ? outcome : undefined);
  };
  const refusing = (status: number, parts: object = {}) =>
    failing({ outcome: 'answer', status, bytes: new Uint8Array(), ...parts });

  it.each([
    ['no answer', { outcome: 'unreachable' }],
    ['503', { outcome: 'answer', status: 503, bytes: new Uint8Array(), retryAfterS: 5 }],
    ['429', { outcome: 'answer', status: 429, bytes: new Uint8Array(), retryAfterS: 20 }],
    ['a page of the network’s own', { outcome: 'answer', status: 200, bytes: new Uint8Array(9) }],
    ['nothing sent at all', { outcome: 'withheld', reason: 'no-host-permission' }],
  ] satisfies [string, Outcome][])(
    'is sent again after %s: the same, but for its age',
    async (_, outcome) => {
      const one = device();
      failing(outcome);
      await one.sees(outage);
      await one.waits(5 * MINUTE_MS);
      expect(services.counted).toHaveLength(0);
      services.instead = undefined;
      await one.waits(5 * MINUTE_MS);
      const sent = reportsAsked().map(({ body = new Uint8Array() }) => body);
      expect(sent.length).toBeGreaterThan(3);
      const [first = {}, last = {}] = [sent.at(0), sent.at(-1)].map((body) =>
        decodeReport(body ?? new Uint8Array()),
      );
      expect({ ...(last as object), ageMinutes: 0 }).toEqual({ ...(first as object), ageMinutes: 0 });
      expect((last as { ageMinutes: number }).ageMinutes).toBeGreaterThanOrEqual(5);
      expect(services.counted).toMatchObject([{ slot: SLOT, minute: Math.floor(START_MS / MINUTE_MS) }]);
    },
  );

  it('waits as long as the collector asks for', async () => {
    const one = device();
    refusing(429, { retryAfterS: 240 });
    await one.sees(outage);
    await one.waits(4 * MINUTE_MS);
    expect(reportsAsked()).toHaveLength(1);
  });

  it('is dropped when its slot’s grace is over', async () => {
    const one = device();
    failing({ outcome: 'unreachable' });
    await one.sees(outage);
    await one.waits(30 * MINUTE_MS);
    expect((await one.kept).reports).toMatchObject([{ slot: SLOT, state: 'dropped' }]);
    const before = reportsAsked().length;
    services.instead = undefined;
    await one.waits(30 * MINUTE_MS);
    expect(reportsAsked()).toHaveLength(before);
  });

  it('has arrived when the collector has something else for its token', async () => {
    const one = device();
    refusing(409);
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    expect((await one.kept).reports).toMatchObject([{ state: 'delivered' }]);
    expect(reportsAsked()).toHaveLength(1);
  });

  it.each([400, 403])('is given up after %i, visibly', async (status) => {
    const one = device();
    refusing(status);
    await one.sees(outage);
    await one.waits(10 * MINUTE_MS);
    expect(reportsAsked()).toHaveLength(1);
    const { reports, sharing } = await one.kept;
    expect(reports).toMatchObject([{ state: 'dropped' }]);
    expect(sharing?.collectorTrouble).toBe('refused');
  });

  it('keeps no token once it is settled', async () => {
    const one = device();
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    const { reports, tokens } = await one.kept;
    expect(reports[0]).not.toHaveProperty('unsent');
    expect(tokens.map(({ slot }) => slot)).not.toContain(SLOT);
  });
});

describe('a clock', () => {
  it.each([-9, -1, 2, 30])('that is off by %i hours is put right by the first answer', async (hours) => {
    const one = device({ skewMs: hours * 60 * MINUTE_MS });
    await one.turnOn();
    await one.reporter.onTime();
    await one.sees(outage); // in a slot of its own idea
    await one.waits(MINUTE_MS);
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    expect(services.counted).toMatchObject([{ slot: SLOT }]);
  });

  it('that is changed while a report waits is put right by the collector’s refusal', async () => {
    const one = device();
    await one.sees(outage);
    one.skewMs = 3 * 60 * MINUTE_MS;
    one.wakesAtMs = one.nowMs;
    await one.waits(MINUTE_MS);
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    expect((await one.kept).sharing?.clockAheadMs).toBe(-3 * 60 * MINUTE_MS);
  });

  it('that is put back does not leave a report waiting for hours', async () => {
    const one = device();
    services.instead = ({ path }) => (path === '/v1/reports' ? { outcome: 'unreachable' } : undefined);
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    one.skewMs = -5 * 60 * MINUTE_MS;
    services.instead = undefined;
    one.wakesAtMs = await one.reporter.onTime();
    await one.waits(3 * MINUTE_MS);
    expect((await one.kept).reports.map(({ state }) => state)).not.toContain('waiting');
  });
});

describe('turning sharing off', () => {
  it('deletes tokens and queue, and keeps the list of what was sent', async () => {
    const one = device({
      store: inStock(services, SLOTS, { renewal: services.renewal(dayAt(START_MS)) }),
    });
    await one.sees(outage);
    await one.waits(15 * MINUTE_MS);
    services.instead = ({ path }) => (path === '/v1/reports' ? { outcome: 'unreachable' } : undefined);
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    await one.reporter.turnOff();
    const { reports, ...kept } = await one.kept;
    expect({ ...kept, reports: [] }).toEqual(NOTHING_KEPT);
    expect(reports.map(({ state }) => state)).toEqual(['delivered', 'dropped']);
    expect(reports.every((report) => !('unsent' in report))).toBe(true);
  });

  it('stops everything, whatever is seen', async () => {
    const one = device();
    await one.sees(outage);
    await one.reporter.turnOff();
    const before = services.asked.length;
    await one.sees(outage);
    await one.waits(120 * MINUTE_MS);
    expect(services.asked).toHaveLength(before);
  });

  it('while tokens are on their way keeps none of them', async () => {
    const one = new CrowdDevice(services);
    let isOff = false;
    services.instead = ({ path }) => {
      if (path === '/v1/tokens' && !isOff) {
        isOff = true;
        void one.reporter.turnOff();
      }
      return undefined;
    };
    await one.turnOn();
    expect(isOff).toBe(true);
    expect(await one.kept).toEqual(NOTHING_KEPT);
  });
});

it('what was sent is listed for seven days', async () => {
  const one = device();
  await one.sees(outage);
  await one.waits(MINUTE_MS);
  await one.waits(7 * 24 * 60 * MINUTE_MS - 2 * MINUTE_MS);
  await one.reporter.onTime();
  expect((await one.kept).reports).toHaveLength(1);
  await one.waits(2 * MINUTE_MS);
  await one.reporter.onTime();
  expect((await one.kept).reports).toHaveLength(0);
});
