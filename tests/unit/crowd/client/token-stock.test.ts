import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_KEPT, newSharing } from '../../../../lib/crowd/client/kept.ts';
import type { Answer, Outcome } from '../../../../lib/crowd/client/transport.ts';
import { dayAt, dayOfSlot, firstSlotOf, SLOTS_PER_DAY, startMsOf } from '../../../../lib/crowd/day.ts';
import { slotAt } from '../../../../lib/crowd/slot.ts';
import { NEW, SEASONED } from '../../../../lib/crowd/tier.ts';
import { u32 } from '../../../../lib/crowd/tokens/bytes.ts';
import { MemoryStore } from '../../../../scripts/simulate/memory-store.ts';
import { CrowdDevice, troubled, working } from '../../../support/crowd-device.ts';
import { CrowdServices, makeServiceKeys } from '../../../support/crowd-services.ts';
import type { TestKeys } from '../../../support/tokens.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Late in a day, so that a fresh set is small: three slots are left of it. */
const START_MS = Date.UTC(2026, 10, 25, 23, 16);
const TODAY = dayAt(START_MS);
const SLOT = slotAt(START_MS);
const MIDNIGHT_MS = startMsOf(TODAY + 1);
const DAYS = 4;

let keys: Map<string, TestKeys>;
/** Directories of the same days, rightly signed, that somebody else gets. */
let otherKeys: Map<string, TestKeys>;
let services: CrowdServices;

beforeAll(async () => {
  keys = await makeServiceKeys(START_MS, DAYS + 2);
  otherKeys = await makeServiceKeys(START_MS, 2);
}, 60_000);

beforeEach(() => {
  services = new CrowdServices(START_MS, keys);
});

const outage = (atMs: number) => troubled('outage', atMs);
const asked = (path: string) => services.asked.filter((question) => question.path === path);
const requests = () => asked('/v1/tokens').map(({ body }) => body);

/** A device with tokens until tomorrow night, and what it takes to renew them. */
const renewing = () =>
  new CrowdDevice(services, {
    store: new MemoryStore({
      ...NOTHING_KEPT,
      sharing: newSharing(),
      tokens: Array.from({ length: 3 + SLOTS_PER_DAY }, (_, i) => services.token(SLOT + i)),
      renewal: services.renewal(TODAY + 1),
    }),
  });

/** Spoils answers to the request for tokens. */
const spoil = (spoilt: (answer: Answer) => Outcome) => {
  const honest = new CrowdServices(START_MS, keys);
  services.instead = async (question) => {
    if (question.path !== '/v1/tokens') return undefined;
    honest.nowMs = services.nowMs;
    const outcome = await honest.ask(question);
    return outcome.outcome === 'answer' ? spoilt(outcome) : outcome;
  };
};

describe('a device that begins to share', () => {
  it('has tokens for the rest of the day and the next one at once, in an outage as well', async () => {
    services.crowd = 'outage';
    const one = new CrowdDevice(services);
    await one.turnOn();
    const { tokens, renewal, request } = await one.kept;
    expect(tokens.map(({ slot }) => slot)).toEqual(Array.from({ length: 3 + 96 }, (_, i) => SLOT + i));
    expect(tokens.every(({ tier }) => tier === NEW)).toBe(true);
    expect(renewal).toMatchObject({ day: TODAY + 1, tier: NEW });
    expect(request).toBeUndefined();
  });

  it('tells the trouble it began in one to five minutes later, for the minute it was seen in', async () => {
    const one = new CrowdDevice(services);
    await one.sees(outage);
    await one.turnOn();
    await one.sees(outage);
    await one.waits(55_000);
    expect(services.counted).toHaveLength(0);
    await one.waits(5 * MINUTE_MS);
    expect(services.counted).toMatchObject([{ slot: SLOT, minute: Math.floor(START_MS / MINUTE_MS) }]);
  });

  it('asks once, also when it is started again and again meanwhile', async () => {
    const one = new CrowdDevice(services);
    await Promise.all([one.turnOn(), one.reporter.onTime(), one.reporter.onTime()]);
    expect(requests()).toHaveLength(1);
  });

  it('has no second token for a slot that it has reported', async () => {
    const one = new CrowdDevice(services);
    await one.turnOn();
    await one.sees(outage);
    await one.waits(6 * MINUTE_MS);
    await one.reporter.turnOff();
    await one.turnOn();
    await one.sees(outage);
    await one.waits(6 * MINUTE_MS);
    expect(services.counted).toHaveLength(1);
    expect((await one.kept).tokens.map(({ slot }) => slot)).not.toContain(SLOT);
  });

  it('is told when its network has had too many, and asks again no sooner', async () => {
    const retryAfterS = 5_400;
    spoil((answer) => ({ ...answer, status: 429, bytes: new Uint8Array(), retryAfterS }));
    const one = new CrowdDevice(services);
    await one.turnOn();
    expect((await one.kept).sharing?.issuerTrouble).toBe('issuer-busy');
    await one.waits(89 * MINUTE_MS);
    expect(requests()).toHaveLength(1);
    services.instead = undefined;
    await one.waits(20 * MINUTE_MS);
    expect(requests()).toHaveLength(2);
    const { sharing, tokens } = await one.kept;
    expect(sharing).not.toHaveProperty('issuerTrouble');
    expect(tokens.length).toBeGreaterThan(96);
  });
});

describe('a device that stops and begins again while tokens are on their way', () => {
  it('uses those it asked for last', async () => {
    const one = new CrowdDevice(services);
    let isFirst = true;
    services.instead = async ({ path }) => {
      if (path === '/v1/tokens' && isFirst) {
        isFirst = false;
        void one.reporter.turnOff();
        void one.reporter.turnOn();
      }
      return undefined;
    };
    await one.turnOn();
    expect(requests()).toHaveLength(2);
    expect((await one.kept).tokens.length).toBeGreaterThan(96);
  });
});

describe('a stock', () => {
  it('lasts for one to three days, and is renewed once a day: seasoned from the first time on', async () => {
    const one = new CrowdDevice(services);
    await one.turnOn();
    const lastsMs: number[] = [];
    for (let hour = 0; hour < 24 * DAYS; hour += 1) {
      const lastSlot = (await one.kept).tokens.at(-1)?.slot ?? 0;
      if (services.nowMs > MIDNIGHT_MS) lastsMs.push((lastSlot + 1) * 900_000 - services.nowMs);
      await one.waits(HOUR_MS);
    }
    expect(Math.min(...lastsMs)).toBeGreaterThan(24 * HOUR_MS);
    expect(Math.max(...lastsMs)).toBeLessThanOrEqual(72 * HOUR_MS);
    const { tokens, renewal } = await one.kept;
    expect(tokens.every(({ tier }) => tier === SEASONED)).toBe(true);
    expect(renewal?.tier).toBe(SEASONED);
    expect(requests()).toHaveLength(1 + DAYS);
    expect(one.wakes).toBeLessThan(6 * DAYS);
  }, 60_000);

  it('is not renewed while the crowd has trouble, nor while this device has', async () => {
    services.crowd = 'outage';
    const one = renewing();
    one.wakesAtMs = await one.reporter.onTime();
    await one.waits(5 * HOUR_MS);
    expect(requests()).toHaveLength(0);
    services.crowd = 'calm';
    for (let minutes = 0; minutes < 5 * 60; minutes += 5) {
      await one.sees(outage);
      await one.waits(5 * MINUTE_MS);
    }
    expect(requests()).toHaveLength(0);
    await one.waits(2 * HOUR_MS);
    expect(requests()).toHaveLength(1);
  });

  it('is not renewed right after waking', async () => {
    const one = renewing();
    await one.reporter.onTime();
    services.nowMs += 8 * HOUR_MS; // asleep over its time
    one.wakesAtMs = await one.reporter.onTime();
    await one.waits(4 * MINUTE_MS);
    expect(requests()).toHaveLength(0);
    await one.waits(60 * MINUTE_MS);
    expect((await one.kept).renewal?.day).toBe(TODAY + 2);
  });

  it('that ran out while the device was off begins anew at once', async () => {
    const one = renewing();
    services.nowMs += 3 * 24 * HOUR_MS;
    await one.turnOn();
    await one.sees(outage);
    await one.waits(6 * MINUTE_MS);
    expect(services.counted).toMatchObject([{ slot: SLOT + 3 * SLOTS_PER_DAY }]);
  });

  it('is not lost when the clock is put forward by a year', async () => {
    const one = renewing();
    one.skewMs = 365 * 24 * HOUR_MS;
    await one.sees(working);
    expect((await one.kept).tokens).toHaveLength(3 + SLOTS_PER_DAY);
    expect(requests()).toHaveLength(0);
  });
});

describe('a renewal', () => {
  const renew = async (one: CrowdDevice) => {
    one.wakesAtMs = await one.reporter.onTime();
    await one.waits(HOUR_MS);
  };

  it('whose answer is lost is asked for again with the same bytes, and the chain goes on', async () => {
    const one = renewing();
    let isLost = true;
    spoil((answer) => {
      const outcome: Outcome = isLost ? { outcome: 'unreachable' } : answer;
      isLost = false;
      return outcome;
    });
    await renew(one);
    expect(requests()).toHaveLength(2);
    expect(requests()[1]).toEqual(requests()[0]);
    const { renewal, tokens } = await one.kept;
    expect(renewal?.day).toBe(TODAY + 2);
    expect(tokens.some(({ slot }) => dayOfSlot(slot) === renewal?.day)).toBe(true);
  });

  it('that was spent already ends the chain: a fresh one begins when the stock is out', async () => {
    const one = renewing();
    spoil((answer) => ({ ...answer, status: 409, bytes: new Uint8Array() }));
    await renew(one);
    expect(await one.kept).toMatchObject({ renewal: undefined, request: undefined });
    services.instead = undefined;
    await one.waits(25 * HOUR_MS);
    const { tokens, renewal } = await one.kept;
    expect(tokens.at(-1)).toMatchObject({ slot: firstSlotOf(TODAY + 4) - 1, tier: NEW });
    expect(renewal).toMatchObject({ day: TODAY + 3, tier: NEW });
  });
});

describe('an issuer that lies', () => {
  const flipped = ({ bytes, ...answer }: Answer, at: number): Answer => ({
    ...answer,
    bytes: bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)),
  });

  it.each<[string, (answer: Answer) => Answer]>([
    ['signs one of all wrongly', (answer) => flipped(answer, 4 + 50 * 256 + 7)],
    ['signs the renewal wrongly', (answer) => flipped(answer, answer.bytes.length - 1)],
    ['gives less than was asked for', (answer) => ({ ...answer, bytes: answer.bytes.slice(0, -256) })],
    [
      'says another time than everybody',
      ({ bytes, ...answer }) => {
        const later = bytes.slice();
        later.set(u32(Math.floor(START_MS / 1000) + 3_600));
        return { ...answer, bytes: later };
      },
    ],
  ])('and %s gives nothing that is used, and is seen to', async (_, lie) => {
    spoil(lie);
    const one = new CrowdDevice(services);
    await one.turnOn();
    await one.waits(2 * HOUR_MS);
    expect(await one.kept).toMatchObject({
      tokens: [],
      renewal: undefined,
      request: undefined,
      sharing: { issuerTrouble: 'bad-keys' },
    });
    expect(requests()).toHaveLength(1);
  });

  it('and alters a directory is found out before anything is asked for', async () => {
    services.instead = ({ path }) => {
      const honest = keys.get(path.replace('/v1/keys/', ''))?.bytes;
      const bytes = honest?.slice();
      bytes?.set([(honest?.[500] ?? 0) ^ 1], 500);
      return bytes && { outcome: 'answer', status: 200, bytes };
    };
    const one = new CrowdDevice(services);
    await one.turnOn();
    expect((await one.kept).sharing?.issuerTrouble).toBe('bad-keys');
    expect(requests()).toHaveLength(0);
  });
});

describe('keys that are not everybody’s', () => {
  const tag = () => {
    services.instead = ({ path }) => {
      const bytes = otherKeys.get(path.replace('/v1/keys/', ''))?.bytes;
      return bytes && { outcome: 'answer', status: 200, bytes };
    };
  };

  it('are not used, and stop all reports until they are', async () => {
    tag();
    const one = new CrowdDevice(services);
    await one.turnOn();
    expect(requests()).toHaveLength(0);
    await one.options.store.update((kept) => ({ ...kept, tokens: [services.token(SLOT)] }));
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    expect(asked('/v1/reports')).toHaveLength(0);
    services.instead = undefined;
    await one.waits(2 * HOUR_MS);
    const { sharing, tokens } = await one.kept;
    expect(tokens.length).toBeGreaterThan(90);
    expect(sharing).not.toHaveProperty('issuerTrouble');
  });

  it('are noticed when they were taken before the collector’s word on them changed', async () => {
    const one = new CrowdDevice(services);
    await one.turnOn();
    const others = new CrowdServices(START_MS, otherKeys);
    services.instead = (question) => (question.path === '/v1/status' ? others.ask(question) : undefined);
    await one.waits(16 * MINUTE_MS);
    others.nowMs = services.nowMs;
    await one.sees(outage);
    await one.waits(10 * MINUTE_MS);
    expect(asked('/v1/reports')).toHaveLength(0);
  });

  it('cannot be known while the collector says nothing of them: then none are asked for', async () => {
    services.isVouching = false;
    const one = new CrowdDevice(services);
    await one.turnOn();
    expect(requests()).toHaveLength(0);
    expect((await one.kept).sharing).not.toHaveProperty('issuerTrouble');
    await one.waits(10 * MINUTE_MS);
    expect((await one.kept).sharing?.issuerTrouble).toBe('keys-differ');
    services.isVouching = true;
    await one.waits(2 * HOUR_MS);
    expect((await one.kept).tokens.length).toBeGreaterThan(90);
  });
});

describe('an issuer that cannot be reached', () => {
  it.each<[string, Outcome]>([
    ['is silent', { outcome: 'unreachable' }],
    ['is a page of the network’s own', { outcome: 'answer', status: 200, bytes: new Uint8Array(800) }],
    ['is being repaired', { outcome: 'answer', status: 503, bytes: new Uint8Array() }],
    ['has not made its keys yet', { outcome: 'answer', status: 404, bytes: new Uint8Array() }],
  ])('because it %s is asked again, less and less often', async (_, outcome) => {
    services.instead = ({ to }) => (to === 'issuer' ? outcome : undefined);
    const one = new CrowdDevice(services);
    await one.turnOn();
    expect((await one.kept).sharing?.issuerTrouble).toBe('issuer-unreachable');
    await one.waits(10 * HOUR_MS);
    const times = services.asked.filter(({ to }) => to === 'issuer').length;
    expect(times).toBeGreaterThan(8);
    expect(times).toBeLessThan(40);
    services.instead = undefined;
    await one.waits(2 * HOUR_MS);
    expect((await one.kept).tokens.length).toBeGreaterThan(90);
  });

  it('is no trouble for reports while there are tokens', async () => {
    const one = renewing();
    services.instead = ({ to }) => (to === 'issuer' ? { outcome: 'unreachable' } : undefined);
    await one.sees(outage);
    await one.waits(MINUTE_MS);
    expect(services.counted).toHaveLength(1);
  });
});
