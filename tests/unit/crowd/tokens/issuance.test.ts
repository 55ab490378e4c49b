import { describe, expect, it } from 'vitest';
import { dayAt, firstSlotOf, startMsOf } from '../../../../lib/crowd/day.ts';
import { slotAt } from '../../../../lib/crowd/slot.ts';
import {
  decodeAnswer,
  decodeRequest,
  encodeAnswer,
  encodeRequest,
  type IssuanceRequest,
  MAX_REQUEST_BYTES,
  tierOf,
} from '../../../../lib/crowd/tokens/issuance.ts';
import {
  freshRenewalDay,
  freshSlots,
  isFreshInSchedule,
  isRenewalInSchedule,
  renewableDays,
  slotsOfDay,
} from '../../../../lib/crowd/tokens/schedule.ts';

const DAY = 20_780;
const blinded = (seed: number) => new Uint8Array(256).fill(seed);
const slots = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ slot: firstSlotOf(DAY) + index, blinded: blinded(index) }));

const FRESH: IssuanceRequest = { day: DAY, slots: slots(2), renewal: blinded(9) };
const RENEWAL: IssuanceRequest = {
  ...FRESH,
  spent: { day: DAY - 3, tier: 0, nonce: new Uint8Array(32).fill(7), signature: blinded(8) },
};

describe('a request for tokens', () => {
  it.each([
    ['fresh', FRESH, 0],
    ['renewed', RENEWAL, 1],
  ])('comes out of its bytes as it went in: %s', (_what, request, tier) => {
    expect(decodeRequest(encodeRequest(request))).toEqual(request);
    expect(tierOf(request)).toBe(tier);
  });

  it('has each field at its place', () => {
    const bytes = encodeRequest(RENEWAL);
    expect(bytes).toHaveLength(6 + 293 + 2 * 260 + 256);
    const view = new DataView(bytes.buffer);
    expect([0, 6, 299, 299 + 260].map((at) => view.getUint32(at))).toEqual([
      DAY,
      DAY - 3,
      firstSlotOf(DAY),
      firstSlotOf(DAY) + 1,
    ]);
    expect([4, 5, 10, 11, 43, 299 + 264].map((at) => bytes[at])).toEqual([1, 1, 0, 7, 8, 1]);
    expect(encodeRequest(FRESH).slice(4, 10)).toEqual(
      Uint8Array.from([0, 0, ...encodeRequest(RENEWAL).slice(299, 303)]),
    );
  });

  it.each([
    ['length', 'nothing', new Uint8Array()],
    ['length', 'a head alone', encodeRequest(FRESH).slice(0, 6)],
    ['length', 'a byte less', encodeRequest(FRESH).slice(0, -1)],
    ['length', 'a byte more', Uint8Array.from([...encodeRequest(RENEWAL), 0])],
    ['length', 'no slot', encodeRequest({ ...FRESH, slots: [] })],
    ['length', '193 fresh slots', encodeRequest({ ...FRESH, slots: slots(193) })],
    ['length', '97 renewed slots', encodeRequest({ ...RENEWAL, slots: slots(97) })],
    ['mode', 'an unknown mode', encodeRequest(FRESH).with(5, 2)],
    ['tier', 'a seasoned fresh set', encodeRequest(FRESH).with(4, 1)],
    ['tier', 'a new renewed set', encodeRequest(RENEWAL).with(4, 0)],
    ['tier', 'a token of an unknown tier', encodeRequest(RENEWAL).with(10, 2)],
    ['slots', 'a slot twice', encodeRequest({ ...FRESH, slots: [...slots(2), ...slots(2)] })],
    ['slots', 'slots out of order', encodeRequest({ ...FRESH, slots: slots(3).reverse() })],
  ] as const)('is refused with fault %s for %s', (fault, _what, bytes) => {
    expect(decodeRequest(bytes)).toBe(fault);
  });

  it('may be as large as a fresh set of two days and a token, and no larger', () => {
    expect(encodeRequest({ ...FRESH, slots: slots(192) }).length).toBeLessThanOrEqual(MAX_REQUEST_BYTES);
    expect(MAX_REQUEST_BYTES).toBeLessThan(52_000);
  });
});

describe('an answer with tokens', () => {
  const answer = { serverSeconds: 1_795_000_000, slots: [blinded(1), blinded(2)], renewal: blinded(3) };

  it('comes out of its bytes as it went in', () => {
    expect(decodeAnswer(encodeAnswer(answer), 2)).toEqual(answer);
  });

  it('is refused with more or fewer signatures than were asked for', () => {
    for (const count of [0, 1, 3]) expect(decodeAnswer(encodeAnswer(answer), count)).toBeUndefined();
    expect(decodeAnswer(encodeAnswer(answer).slice(0, -1), 2)).toBeUndefined();
    expect(decodeAnswer(new Uint8Array(), 2)).toBeUndefined();
  });
});

describe('the schedule of tokens', () => {
  const NOON_MS = startMsOf(DAY) + 12 * 3_600_000;
  const EVENING_MS = startMsOf(DAY + 1) - 1;

  it('gives a newcomer what is left of the day, the running slot included, and the next day', () => {
    expect(freshSlots(NOON_MS)).toHaveLength(48 + 96);
    expect(freshSlots(NOON_MS)[0]).toBe(slotAt(NOON_MS));
    expect(freshSlots(EVENING_MS)).toHaveLength(1 + 96);
    expect(freshSlots(startMsOf(DAY))).toHaveLength(192);
    expect(freshSlots(NOON_MS).at(-1)).toBe(firstSlotOf(DAY + 2) - 1);
    expect(freshRenewalDay(NOON_MS)).toBe(DAY + 1);
  });

  it.each([
    [DAY - 8, []],
    [DAY - 7, []],
    [DAY - 6, [DAY + 1]],
    [DAY - 5, [DAY + 1, DAY + 2]],
    [DAY, [DAY + 1, DAY + 2]],
    [DAY + 1, [DAY + 2]],
    [DAY + 2, []],
  ])('renews a token of day %i for the days %j', (tokenDay, days) => {
    for (const nowMs of [startMsOf(DAY), NOON_MS, EVENING_MS])
      expect(renewableDays(tokenDay, nowMs)).toEqual(days);
  });

  it('takes a fresh request for what it gives, and for no other slots and days', () => {
    const asked = freshSlots(NOON_MS);
    expect(isFreshInSchedule(DAY + 1, asked, NOON_MS)).toBe(true);
    expect(isFreshInSchedule(DAY + 1, asked, NOON_MS + 20 * 60_000)).toBe(true);
    expect(isFreshInSchedule(DAY + 1, asked.slice(5, 7), NOON_MS)).toBe(true);
    expect(isFreshInSchedule(DAY + 1, asked, NOON_MS + 30 * 60_000)).toBe(false);
    expect(isFreshInSchedule(DAY + 1, [firstSlotOf(DAY + 2)], NOON_MS)).toBe(false);
    expect(isFreshInSchedule(DAY, asked, NOON_MS)).toBe(false);
    expect(isFreshInSchedule(DAY + 2, asked, NOON_MS)).toBe(false);
    expect(isFreshInSchedule(DAY + 1, asked, EVENING_MS + 1)).toBe(false);
  });

  it('takes a renewal for all slots of one day that the token can have', () => {
    expect(isRenewalInSchedule(DAY, DAY + 2, slotsOfDay(DAY + 2), NOON_MS)).toBe(true);
    expect(isRenewalInSchedule(DAY, DAY + 2, slotsOfDay(DAY + 1), NOON_MS)).toBe(false);
    expect(isRenewalInSchedule(DAY, DAY, slotsOfDay(DAY), NOON_MS)).toBe(false);
    expect(isRenewalInSchedule(DAY + 1, DAY + 1, slotsOfDay(DAY + 1), NOON_MS)).toBe(false);
    expect(isRenewalInSchedule(DAY - 6, DAY + 2, slotsOfDay(DAY + 2), NOON_MS)).toBe(false);
  });

  it('gives a chain one set a day at most', () => {
    let tokenDay = DAY + 1;
    let sets = 0;
    for (let day = DAY; day < DAY + 30; day += 1)
      for (;;) {
        const [next] = renewableDays(tokenDay, startMsOf(day) + 1);
        if (next === undefined) break;
        [tokenDay, sets] = [next, sets + 1];
      }
    expect(sets).toBe(30);
    expect(dayAt(NOON_MS)).toBe(DAY);
  });
});
