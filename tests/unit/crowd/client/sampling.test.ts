import { describe, expect, it } from 'vitest';
import { newSharing, type SamplingRates } from '../../../../lib/crowd/client/kept.ts';
import { dueOf, isInPanel, noteRates, noteSeen, planTrouble } from '../../../../lib/crowd/client/sampling.ts';
import type { Seen } from '../../../../lib/crowd/client/seen.ts';
import { slotAt } from '../../../../lib/crowd/slot.ts';
import { SEASONED } from '../../../../lib/crowd/tier.ts';
import { seededRandom } from '../../../support/crowd-device.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 12, 3);
const SLOT = slotAt(NOW_MS);
const DEVICES = 20_000;
const TOKEN = { slot: SLOT, tier: SEASONED, nonce: new Uint8Array(32), signature: new Uint8Array(256) };

/** What so many devices with the same sight and the same rates come to. */
function crowdOf(seen: Seen, rates: SamplingRates) {
  const random = seededRandom(7);
  const tally = { panel: 0, others: 0 };
  for (let device = 0; device < DEVICES; device += 1) {
    const sharing = noteRates(noteSeen(newSharing(), seen, NOW_MS, random), rates, NOW_MS);
    const kept = { sharing, tokens: [TOKEN], reports: [], renewal: undefined, request: undefined };
    const planned = planTrouble(kept, NOW_MS, random).sharing;
    const [slot] = planned?.slots ?? [];
    if (!planned || !slot || !dueOf(planned, slot)) continue;
    tally[isInPanel(slot) ? 'panel' : 'others'] += 1;
  }
  return tally;
}

const trouble: Seen = {
  kind: 'trouble',
  symptom: 'empty-feed',
  sinceMs: NOW_MS,
  atMs: NOW_MS,
  isOutage: true,
};
const works: Seen = { kind: 'working', atMs: NOW_MS };

describe('of many devices', () => {
  it('so many tell that X works as the collector directs, and all of them are in the panel', () => {
    const { panel, others } = crowdOf(works, { ok: 1 / 96, problem: 1 });
    expect(panel / DEVICES).toBeCloseTo(1 / 96, 2);
    expect(others).toBe(0);
  });

  it.each([
    { ok: 1 / 4, problem: 1 },
    { ok: 1 / 4, problem: 1 / 10 },
    { ok: 1 / 96, problem: 1 / 2 },
  ])('with trouble they add up to all of them, by the weights the collector gives: %o', (rates) => {
    const { panel, others } = crowdOf(trouble, rates);
    expect(panel / DEVICES).toBeCloseTo(rates.ok, 1.7);
    expect((panel + others / rates.problem) / DEVICES).toBeCloseTo(1, 1);
  });

  it('none tells anything before it knows the rates', () => {
    const sharing = noteSeen(newSharing(), trouble, NOW_MS, () => 0);
    const kept = { sharing, tokens: [TOKEN], reports: [], renewal: undefined, request: undefined };
    const [slot] = planTrouble(kept, NOW_MS, () => 0).sharing?.slots ?? [];
    expect(slot?.trouble).not.toHaveProperty('dueMs');
  });
});

describe('what was drawn for a slot', () => {
  it('stays, however often X is looked at and whatever the collector directs later', () => {
    const random = seededRandom(3);
    const first = noteRates(noteSeen(newSharing(), works, NOW_MS, random), { ok: 0.5, problem: 1 }, NOW_MS);
    const again = noteRates(noteSeen(first, trouble, NOW_MS, random), { ok: 0.01, problem: 0 }, NOW_MS);
    expect(again.slots[0]?.draws).toEqual(first.slots[0]?.draws);
    expect(again.slots[0]?.rates).toEqual({ ok: 0.5, problem: 1 });
  });

  it('is no matter of a time that is still to come, or long gone', () => {
    for (const atMs of [NOW_MS + 3_600_000, NOW_MS - 3_600_000])
      expect(noteSeen(newSharing(), { ...works, atMs }, NOW_MS, Math.random).slots).toEqual([]);
  });
});
