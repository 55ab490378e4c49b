import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { CELLS } from '../../lib/crowd/cells.ts';
import type { Outcome } from '../../lib/crowd/client/transport.ts';
import { decodeReport, encodeReport, type Report } from '../../lib/crowd/report.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import { PARTS, SYMPTOMS } from '../../lib/detect/finding.ts';
import { type Judgement, WITNESSES } from '../../lib/detect/judge.ts';
import { CrowdDevice, inStock, troubled, working } from '../support/crowd-device.ts';
import { CrowdServices, makeServiceKeys } from '../support/crowd-services.ts';
import type { TestKeys } from '../support/tokens.ts';

const START_MS = Date.UTC(2026, 10, 25, 12, 3);
const SLOT = slotAt(START_MS);
const MINUTE_MS = 60_000;

let keys: Map<string, TestKeys>;

beforeAll(async () => {
  keys = await makeServiceKeys(START_MS, 1);
}, 60_000);

/** All that a verdict may know of trouble. */
const judgements: fc.Arbitrary<Judgement> = fc.record({
  verdict: fc.constantFrom('suspected', 'outage'),
  sights: fc.array(fc.record({ part: fc.constantFrom(...PARTS), symptom: fc.constantFrom(...SYMPTOMS) }), {
    minLength: 1,
    maxLength: 6,
  }),
  witnesses: fc.subarray([...WITNESSES]),
  workingParts: fc.subarray([...PARTS]),
  sinceMs: fc.integer({ min: START_MS - 100 * MINUTE_MS, max: START_MS }),
  lastTroubleAtMs: fc.constant(START_MS),
  seenAtMs: fc.constant(START_MS),
});

async function reportOf(judgement: Judgement): Promise<Uint8Array> {
  const services = new CrowdServices(START_MS, keys);
  const store = inStock(services, [SLOT, SLOT + 20]);
  const device = new CrowdDevice(services, { store, cell: () => 5 });
  await device.sees(() => judgement);
  await device.waits(MINUTE_MS);
  const [{ body } = {}] = services.asked.filter(({ path }) => path === '/v1/reports');
  return body ?? new Uint8Array();
}

it('a report holds its fields and nothing beside them, whatever the verdict knows', async () => {
  await fc.assert(
    fc.asyncProperty(judgements, async (judgement) => {
      const bytes = await reportOf(judgement);
      const report = decodeReport(bytes) as Report;
      expect(encodeReport(report)).toEqual(bytes);
      expect(report).toMatchObject({ slot: SLOT, cell: 0, isPanel: true });
      expect(CELLS[report.cell]).toBeDefined();
    }),
    { numRuns: 50 },
  );
});

it('two verdicts of the same trouble make reports that differ by their random numbers only', async () => {
  await fc.assert(
    fc.asyncProperty(judgements, judgements, async (a, b) => {
      const same = { sights: [{ part: 'home-for-you', symptom: 'empty-feed' }], sinceMs: START_MS } as const;
      const [first, second] = await Promise.all([
        reportOf({ ...a, ...same, sights: [...same.sights] }),
        reportOf({ ...b, ...same, sights: [...same.sights] }),
      ]);
      const told = (bytes: Uint8Array) => [...bytes.subarray(0, 4), ...bytes.subarray(292)];
      expect(told(first)).toEqual(told(second));
    }),
    { numRuns: 20 },
  );
});

it('whenever consent is taken back, nothing is sent from then on', async () => {
  const withheld: Outcome = { outcome: 'withheld', reason: 'no-data-consent' };
  /** Lives through an outage in which consent is gone after so many questions; how often it wanted to ask after that. */
  const live = async (allowed: number) => {
    const services = new CrowdServices(START_MS, keys);
    let wanted = 0;
    const store = inStock(services, [SLOT, SLOT + 1, SLOT + 2, SLOT + 20]);
    const device = new CrowdDevice(services, {
      store,
      ask: async (question) => {
        wanted += 1;
        return wanted > allowed ? withheld : services.ask(question);
      },
    });
    for (let minutes = 0; minutes < 45; minutes += 5) {
      await device.sees(minutes < 30 ? (atMs) => troubled('outage', atMs) : working);
      await device.waits(5 * MINUTE_MS);
    }
    await device.waits(30 * MINUTE_MS);
    return { asked: services.asked.length, wanted };
  };
  const undisturbed = await live(Number.POSITIVE_INFINITY);
  expect(undisturbed.asked).toBeGreaterThanOrEqual(6);
  for (let allowed = 0; allowed < undisturbed.asked; allowed += 1) {
    const { asked, wanted } = await live(allowed);
    expect(asked).toBe(allowed);
    expect(wanted).toBeLessThan(100);
  }
});
