import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { dayOfSlot, firstSlotOf, startMsOf } from '../../lib/crowd/day.ts';
import { NONCE_BYTES } from '../../lib/crowd/report.ts';
import { blind, finalise, verify } from '../../lib/crowd/tokens/blind-rsa.ts';
import { fromBase64Url, toBase64Url } from '../../lib/crowd/tokens/bytes.ts';
import { DEVELOPMENT_KEY } from '../../lib/crowd/tokens/development-key.ts';
import { openDirectory } from '../../lib/crowd/tokens/directory.ts';
import { importDirectoryKey } from '../../lib/crowd/tokens/directory-key.ts';
import { bytesOf, integerOf, inverse, isSquare, powMod } from '../../lib/crowd/tokens/integers.ts';
import {
  decodeRequest,
  encodeRequest,
  type IssuanceRequest,
  MAX_REQUEST_BYTES,
} from '../../lib/crowd/tokens/issuance.ts';
import { renewalMessage, slotMessage } from '../../lib/crowd/tokens/messages.ts';
import {
  freshRenewalDay,
  freshSlots,
  isFreshInSchedule,
  renewableDays,
} from '../../lib/crowd/tokens/schedule.ts';
import { importKey, type TokenKey } from '../../lib/crowd/tokens/token-key.ts';
import { developmentKeys } from '../../server/src/issuer/development-keys.ts';
import { type SigningKey, signBlindly, signingKeyOf } from '../../server/src/issuer/signing-key.ts';
import { makeTestKeys, type TestKeys } from '../support/tokens.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const nonces = bytes(NONCE_BYTES);
const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const DAY = 20_780;

let made: TestKeys;
let pinned: CryptoKey[];
let pairs: { ours: SigningKey; key: TokenKey }[];

beforeAll(async () => {
  made = await makeTestKeys(DAY, 0);
  pinned = [await importDirectoryKey(DEVELOPMENT_KEY)];
  const makeKey = developmentKeys();
  pairs = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const ours = signingKeyOf(await makeKey());
      return { ours, key: await importKey(ours.modulus) };
    }),
  );
});

it('a signature that was made blindly is good for its message, under its key, and for nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(u32, nonces, fc.nat(11), fc.nat(255), async (slot, nonce, at, place) => {
      const { ours, key } = pairs[at] ?? never();
      const message = slotMessage(slot, nonce);
      const { blinded, unblinder } = await blind(key, message);
      const signature = await finalise(key, message, signBlindly(ours, blinded), unblinder);
      expect(await verify(key, message, signature)).toBe(true);
      expect(await verify(key, renewalMessage(slot, nonce), signature)).toBe(false);
      expect(await verify(key, slotMessage((slot + 1) >>> 0, nonce), signature)).toBe(false);
      const otherNonce = nonce.with(place % NONCE_BYTES, (nonce[place % NONCE_BYTES] ?? 0) ^ 1);
      expect(await verify(key, slotMessage(slot, otherNonce), signature)).toBe(false);
      const altered = signature.with(place, (signature[place] ?? 0) ^ 1);
      expect(await verify(key, message, altered)).toBe(false);
      const { key: otherKey } = pairs[(at + 1) % pairs.length] ?? never();
      expect(await verify(otherKey, message, signature)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

it('a directory of which anything was altered is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(made.bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const altered = made.bytes.with(at, (made.bytes[at] ?? 0) ^ flip);
      expect(await openDirectory(altered, { day: DAY, tier: 0, keys: pinned })).toBe('signature');
    }),
  );
});

const requests: fc.Arbitrary<IssuanceRequest> = fc
  .record({
    day: u32,
    spent: fc.option(
      fc.record({ day: u32, tier: fc.constantFrom<0 | 1>(0, 1), nonce: nonces, signature: bytes(256) }),
      { nil: undefined },
    ),
    numbers: fc.uniqueArray(u32, { minLength: 1, maxLength: 20 }),
    seed: fc.nat(255),
    renewal: bytes(256),
  })
  .map(({ day, spent, numbers, seed, renewal }) => ({
    day,
    ...(spent && { spent }),
    slots: numbers
      .toSorted((a, b) => a - b)
      .map((slot, index) => ({ slot, blinded: new Uint8Array(256).fill(seed + index) })),
    renewal,
  }));

it('a request for tokens comes out of its bytes as it went in', () => {
  fc.assert(
    fc.property(requests, (request) => {
      expect(decodeRequest(encodeRequest(request))).toEqual(request);
    }),
  );
});

it('bytes are either refused or the only way to write the request they hold', () => {
  const drawn = fc
    .tuple(requests.map(encodeRequest), fc.nat(400), fc.integer({ min: 0, max: 3 }), fc.nat(2))
    .map(([body, at, value, cut]) =>
      body.with(at % body.length, value).slice(0, body.length - (cut === 2 ? 1 : 0)),
    );
  let accepted = 0;
  fc.assert(
    fc.property(drawn, (body) => {
      const request = decodeRequest(body);
      if (typeof request === 'string') return;
      accepted += 1;
      expect(encodeRequest(request)).toEqual(body);
    }),
    { numRuns: 1000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

it('noise of any length is read or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (body) => {
      const request = decodeRequest(body);
      if (typeof request !== 'string') expect(body.length).toBeLessThanOrEqual(MAX_REQUEST_BYTES);
    }),
  );
});

it('a fresh set may be had at any moment, and ends with the next day', () => {
  fc.assert(
    fc.property(fc.nat(startMsOf(40_000)), (nowMs) => {
      const slots = freshSlots(nowMs);
      expect(isFreshInSchedule(freshRenewalDay(nowMs), slots, nowMs)).toBe(true);
      expect(slots.length).toBeGreaterThan(96);
      expect(slots.length).toBeLessThanOrEqual(192);
      expect(dayOfSlot(slots.at(-1) ?? 0)).toBe(freshRenewalDay(nowMs));
    }),
  );
});

it('days strictly grow along a chain of renewals', () => {
  fc.assert(
    fc.property(fc.nat(40_000), fc.nat(startMsOf(40_000)), (tokenDay, nowMs) => {
      for (const day of renewableDays(tokenDay, nowMs)) {
        expect(day).toBeGreaterThan(tokenDay);
        expect(day).toBeLessThanOrEqual(tokenDay + 7);
        expect(firstSlotOf(day)).toBeGreaterThan(nowMs / 900_000);
      }
    }),
  );
});

it('numbers and base64url come out of their bytes as they went in', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (raw) => {
      expect(bytesOf(integerOf(raw), raw.length)).toEqual(raw);
      expect(fromBase64Url(toBase64Url(raw))).toEqual(raw);
    }),
  );
});

it('the arithmetic is that of numbers', () => {
  const numbers = fc.bigInt({ min: 1n, max: 1n << 300n });
  const prime = (1n << 521n) - 1n;
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expect((a * inverse(a, prime)) % prime).toBe(1n);
      expect((powMod(a, b, prime) * powMod(a, prime - 1n - b, prime)) % prime).toBe(1n);
      expect(isSquare(a * a)).toBe(true);
      expect(isSquare(a * a + 1n)).toBe(false);
    }),
  );
});

function never(): never {
  throw new Error('there are as many pairs');
}
