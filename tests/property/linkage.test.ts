import { beforeAll, describe, expect, it } from 'vitest';
import { REPORT_BYTES } from '../../lib/crowd/report.ts';
import { decodeAnswer, decodeRequest } from '../../lib/crowd/tokens/issuance.ts';
import { createRandom } from '../../server/bench/random.ts';
import { deviation, GUESSES, type Guess, type Pair } from '../linkage/adversary.ts';
import { playWeek, type Seen } from '../linkage/week.ts';

/*
 * The operator keeps all that the services see of a week: who asked for which tokens, every blinded value, every answer,
 * every report. Owners are known here, so each guess can be held against the truth, and against owners that are dealt
 * out anew among the reports of each slot. Chance goes beyond six standard deviations once in a thousand million.
 */
const BY_CHANCE = 6;
const INSTALLATIONS = 4;

let reports: Seen[];
let issued: { owner: number; slot: number; parts: Record<string, Uint8Array> }[];
const random = createRandom(3);

beforeAll(async () => {
  const seen = await playWeek(INSTALLATIONS, 3);
  reports = seen.filter(({ to }) => to === '/v1/reports');
  issued = seen.filter(({ to }) => to === '/v1/tokens').flatMap(issuedIn);
}, 240_000);

function issuedIn({ owner, body, answer }: Seen) {
  const request = decodeRequest(body);
  if (typeof request === 'string') throw new Error(request);
  const signed = decodeAnswer(answer, request.slots.length);
  if (!signed) throw new Error('no answer');
  return request.slots.map(({ slot, blinded }, index) => ({
    owner,
    slot,
    parts: { blinded, 'blind signature': signed.slots[index] ?? new Uint8Array() },
  }));
}

const slotOf = ({ body }: Seen) => new DataView(body.buffer, body.byteOffset).getUint32(0);
const PARTS: Record<string, (report: Seen) => Uint8Array> = {
  nonce: ({ body }) => body.subarray(4, 36),
  signature: ({ body }) => body.subarray(36, 292),
  content: ({ body }) => body.subarray(292),
};

/** Deals the owners out anew among what belongs to one slot. */
function dealWithin(slots: readonly number[], owners: readonly number[]): number[] {
  const dealt = [...owners];
  for (const places of Map.groupBy(slots.keys(), (place) => slots[place]).values())
    for (let i = places.length - 1; i > 0; i -= 1) {
      const [a, b] = [places[i] ?? 0, places[Math.floor(random.uniform() * (i + 1))] ?? 0];
      [dealt[a], dealt[b]] = [dealt[b] ?? 0, dealt[a] ?? 0];
    }
  return dealt;
}

function reportsLinkedBy(part: (report: Seen) => Uint8Array, guess: Guess): number {
  const slots = reports.map(slotOf);
  const bytes = reports.map(part);
  const pairs: Pair[] = [];
  for (let a = 0; a < reports.length; a += 1)
    for (let b = 0; b < a; b += 1)
      if (slots[a] !== slots[b])
        pairs.push({ a, b, score: guess(bytes[a] ?? new Uint8Array(), bytes[b] ?? new Uint8Array()) });
  const owners = reports.map(({ owner }) => owner);
  return deviation(pairs, owners, () => dealWithin(slots, owners));
}

function issuanceLinkedBy(issuedPart: string, part: (report: Seen) => Uint8Array, guess: Guess): number {
  const bySlot = Map.groupBy(issued.entries(), ([, { slot }]) => slot);
  const pairs = reports.flatMap((report, place): Pair[] =>
    (bySlot.get(slotOf(report)) ?? []).flatMap(([index, { parts }]) => {
      const issuedBytes = parts[issuedPart];
      return issuedBytes
        ? [{ a: place, b: reports.length + index, score: guess(part(report), issuedBytes) }]
        : [];
    }),
  );
  const slots = reports.map(slotOf);
  const owners = reports.map(({ owner }) => owner);
  const issuers = issued.map(({ owner }) => owner);
  return deviation(pairs, [...owners, ...issuers], () => [...dealWithin(slots, owners), ...issuers]);
}

describe('whoever sees everything that the services see of a week', () => {
  it('sees enough to try: every device reports every day, and has its tokens renewed', () => {
    const perDevice = Map.groupBy(reports, ({ owner }) => owner);
    expect(perDevice.size).toBe(INSTALLATIONS);
    for (const own of perDevice.values()) expect(own.length).toBeGreaterThan(7 * 8);
    const renewed = new Set(issued.map(({ owner, slot }) => `${owner} ${Math.floor(slot / 96)}`));
    expect(renewed.size).toBeGreaterThanOrEqual(INSTALLATIONS * 7);
    expect(reports.every(({ body }) => body.length === REPORT_BYTES)).toBe(true);
  });

  it.each(Object.keys(PARTS).flatMap((part) => Object.keys(GUESSES).map((guess) => [part, guess] as const)))(
    'cannot tell that two reports are of one device: by %s, %s',
    (part, guess) => {
      const linked = reportsLinkedBy(PARTS[part] as () => Uint8Array, GUESSES[guess] as Guess);
      expect(Math.abs(linked)).toBeLessThan(BY_CHANCE);
    },
  );

  it.each(
    ['blinded', 'blind signature'].flatMap((issuedPart) =>
      ['nonce', 'signature'].flatMap((part) =>
        Object.keys(GUESSES).map((guess) => [issuedPart, part, guess] as const),
      ),
    ),
  )('cannot tell who got the token of a report: by %s and %s, %s', (issuedPart, part, guess) => {
    const linked = issuanceLinkedBy(issuedPart, PARTS[part] as () => Uint8Array, GUESSES[guess] as Guess);
    expect(Math.abs(linked)).toBeLessThan(BY_CHANCE);
  });

  it('would tell, were there one byte of the device in its nonces', () => {
    const marked = (report: Seen) => Uint8Array.of(17 * report.owner, ...(PARTS.nonce?.(report) ?? []));
    const found = Object.values(GUESSES).map((guess) => reportsLinkedBy(marked, guess));
    expect(Math.max(...found)).toBeGreaterThan(2 * BY_CHANCE);
  });

  it('would tell who got a token that was not blinded', () => {
    for (const one of issued) {
      const own = reports.find((report) => report.owner === one.owner && slotOf(report) === one.slot);
      if (own) one.parts.unblinded = own.body.subarray(4, 36);
    }
    const linked = issuanceLinkedBy(
      'unblinded',
      PARTS.nonce as () => Uint8Array,
      GUESSES['equal bits'] as Guess,
    );
    expect(linked).toBeGreaterThan(2 * BY_CHANCE);
  });
});
