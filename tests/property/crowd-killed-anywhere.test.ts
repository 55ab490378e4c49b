import 'fake-indexeddb/auto';
import { IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { NOTHING_KEPT, newSharing } from '../../lib/crowd/client/kept.ts';
import { Reporter } from '../../lib/crowd/client/reporter.ts';
import type { CrowdStore } from '../../lib/crowd/client/store.ts';
import { dayAt, dayOfSlot, SLOTS_PER_DAY } from '../../lib/crowd/day.ts';
import { decodeReport } from '../../lib/crowd/report.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import { CrowdDevice, troubled, working } from '../support/crowd-device.ts';
import { CrowdServices, makeServiceKeys } from '../support/crowd-services.ts';
import { emptyBrowser, startedRecord } from '../support/record-room.ts';
import type { TestKeys } from '../support/tokens.ts';

const START_MS = Date.UTC(2026, 10, 25, 12, 3);
const SLOT = slotAt(START_MS);
const TODAY = dayAt(START_MS);
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

let keys: Map<string, TestKeys>;

beforeAll(async () => {
  keys = await makeServiceKeys(START_MS, 3);
}, 60_000);

afterEach(() => vi.restoreAllMocks());

/** One life of a background. It ends at its step of a number: from there on nothing of it happens any more. */
class Life {
  steps = 0;
  readonly died: Promise<'died'>;
  readonly #endsAt: number;
  #end: (how: 'died') => void = () => {};

  constructor(endsAt: number) {
    this.#endsAt = endsAt;
    this.died = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  step(): Promise<void> {
    this.steps += 1;
    if (this.steps < this.#endsAt) return Promise.resolve();
    this.#end('died');
    return new Promise(() => {});
  }
}

/** A device whose background is ended at the steps of these numbers, one after the other, and starts anew each time. */
class MortalDevice extends CrowdDevice {
  readonly #endings: number[];
  #life = new Life(Number.POSITIVE_INFINITY);
  deaths = 0;

  constructor(services: CrowdServices, store: CrowdStore, endings: number[]) {
    super(services, { store });
    this.#endings = [...endings];
    this.#begin();
  }

  /** Of the life that goes on. */
  get steps(): number {
    return this.#life.steps;
  }

  #begin() {
    const life = new Life(this.#endings.shift() ?? Number.POSITIVE_INFINITY);
    const { ask, store } = this.options;
    this.#life = life;
    this.reporter = new Reporter({
      ...this.options,
      ask: async (question) => {
        await life.step();
        const outcome = await ask(question);
        await life.step();
        return outcome;
      },
      store: {
        read: () => store.read(),
        update: async (change) => {
          await life.step();
          const kept = await store.update(change);
          await life.step();
          return kept;
        },
      },
    });
  }

  /** What the end of a background cut short happens to the next one again: alarms stand, and pages go on reporting. */
  override async happens(event: (reporter: Reporter) => Promise<number | undefined>): Promise<void> {
    for (;;) {
      const outcome = await Promise.race([event(this.reporter), this.#life.died]);
      if (outcome !== 'died') {
        this.wakesAtMs = outcome;
        return;
      }
      this.deaths += 1;
      this.services.nowMs += SECOND_MS;
      this.#begin();
    }
  }
}

/** The store of a browser that holds nothing but this. */
async function storeWith(change: CrowdStore['update'] extends (change: infer C) => unknown ? C : never) {
  emptyBrowser();
  const { crowdStore } = await startedRecord();
  await crowdStore.update(change);
  return crowdStore;
}

describe('reports', () => {
  /** Two slots of trouble, and one in which X works again. */
  async function live(endings: number[]) {
    const services = new CrowdServices(START_MS, keys);
    const tokens = [0, 1, 2, 20].map((later) => services.token(SLOT + later));
    const store = await storeWith(() => ({ ...NOTHING_KEPT, sharing: newSharing(), tokens }));
    const device = new MortalDevice(services, store, endings);
    await device.sees((atMs) => troubled('suspected', atMs));
    await device.sees((atMs) => troubled('outage', atMs));
    await device.waits(START_MS + 14 * MINUTE_MS - device.nowMs);
    await device.sees((atMs) => troubled('outage', atMs, START_MS));
    await device.waits(START_MS + 29 * MINUTE_MS - device.nowMs);
    await device.sees(working);
    await device.waits(30 * MINUTE_MS);
    const { reports, tokens: left } = await device.kept;
    return { services, device, reports, left };
  }

  /** A lost second may put a sight into the next minute; nothing else may differ. */
  function expectOnceEach({ services, reports, left }: Awaited<ReturnType<typeof live>>) {
    expect(services.counted).toMatchObject([
      { slot: SLOT, symptom: 'empty-feed', isPanel: true },
      { slot: SLOT + 1, symptom: 'empty-feed', isPanel: true },
      { slot: SLOT + 2, symptom: 'ok', isPanel: true },
    ]);
    expect(services.counted.map(({ minute }) => minute - START_MS / MINUTE_MS)).toEqual([0, 14, 29]);
    expect(reports.map(({ slot, state }) => [slot, state])).toEqual([
      [SLOT, 'delivered'],
      [SLOT + 1, 'delivered'],
      [SLOT + 2, 'delivered'],
    ]);
    expect(left.map(({ slot }) => slot)).toEqual([SLOT + 20]);
    const sent = services.asked.flatMap(({ path, body }) => (path === '/v1/reports' && body ? [body] : []));
    const contents = sent.map((body) => JSON.stringify({ ...(decodeReport(body) as object), ageMinutes: 0 }));
    expect(new Set(contents).size).toBe(3);
  }

  it('count once each when the background is ended at any one step', async () => {
    const { device, ...undisturbed } = await live([]);
    expectOnceEach({ device, ...undisturbed });
    expect(device.steps).toBeGreaterThan(40);
    for (let step = 1; step <= device.steps; step += 1) {
      const ended = await live([step]);
      expect(ended.device.deaths).toBe(1);
      expectOnceEach(ended);
    }
  }, 60_000);

  it('count once each when it is ended again and again', async () => {
    const endings = fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 10, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(endings, async (steps) => {
        const ended = await live(steps);
        expect(ended.device.deaths).toBeGreaterThanOrEqual(5);
        expectOnceEach(ended);
      }),
      { numRuns: 20, seed: 20_231_221 },
    );
  }, 60_000);

  it('count once each when it is ended within a transaction', async () => {
    const { put, delete: remove } = IDBObjectStore.prototype;
    const undisturbed = await live([]);
    expectOnceEach(undisturbed);
    for (let write = 0; write < 12; write += 1) {
      let left = write;
      const cut = (store: IDBObjectStore) => {
        if (left === 0) store.transaction.abort();
        left -= 1;
      };
      // The store's own rows are written before anything is cut.
      let isCutting = false;
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
        if (isCutting) cut(this);
        return put.apply(this, row);
      });
      vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
        if (isCutting) cut(this);
        return remove.call(this, key);
      });
      const services = new CrowdServices(START_MS, keys);
      const tokens = [services.token(SLOT), services.token(SLOT + 20)];
      const store = await storeWith(() => ({ ...NOTHING_KEPT, sharing: newSharing(), tokens }));
      const device = new CrowdDevice(services, { store });
      isCutting = true;
      let aborted = 0;
      const persist = async (event: () => Promise<void>) => {
        await event().catch(async () => {
          aborted += 1;
          await event();
        });
      };
      await persist(() => device.sees((atMs) => troubled('outage', atMs)));
      await persist(() => device.waits(5 * MINUTE_MS));
      vi.restoreAllMocks();
      if (write < 6) expect(aborted).toBe(1);
      expect(services.counted).toMatchObject([{ slot: SLOT, symptom: 'empty-feed' }]);
      expect((await device.kept).reports).toMatchObject([{ slot: SLOT, state: 'delivered' }]);
    }
  }, 60_000);
});

describe('tokens', () => {
  /** A day's set is renewed. */
  async function renew(endings: number[]) {
    const services = new CrowdServices(START_MS, keys);
    const renewal = services.renewal(TODAY);
    const tokens = [services.token(SLOT), services.token(SLOT + SLOTS_PER_DAY)];
    const store = await storeWith(() => ({
      ...NOTHING_KEPT,
      ...{ renewal, tokens },
      sharing: { ...newSharing(), refill: { day: TODAY + 2, atMs: START_MS, isPutOff: false } },
    }));
    const device = new MortalDevice(services, store, endings);
    await device.happens((reporter) => reporter.onTime());
    await device.waits(2 * MINUTE_MS);
    return { services, device, kept: await device.kept };
  }

  it('are asked for with one request, and the chain goes on, when the background is ended at any one step', async () => {
    const { device } = await renew([]);
    expect(device.steps).toBeGreaterThan(15);
    for (let step = 1; step <= device.steps; step += 1) {
      const { services, kept, device: ended } = await renew([step]);
      expect(ended.deaths).toBe(1);
      const sent = services.asked.flatMap(({ path, body }) => (path === '/v1/tokens' ? [body?.join()] : []));
      expect(new Set(sent).size).toBe(1);
      expect(kept.renewal?.day).toBe(TODAY + 2);
      expect(kept.request).toBeUndefined();
      const slots = kept.tokens.map(({ slot }) => slot).filter((slot) => dayOfSlot(slot) === TODAY + 2);
      expect(slots).toHaveLength(SLOTS_PER_DAY);
    }
  }, 60_000);
});
