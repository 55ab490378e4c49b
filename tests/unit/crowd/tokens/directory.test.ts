import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { CELLS, cellOf, WORLD_CELL } from '../../../../lib/crowd/cells.ts';
import { firstSlotOf } from '../../../../lib/crowd/day.ts';
import { DEVELOPMENT_KEY } from '../../../../lib/crowd/tokens/development-key.ts';
import {
  type DirectoryFault,
  digestOf,
  directoryName,
  encodeDirectory,
  MAX_DIRECTORY_BYTES,
  modulusOfSlot,
  openDirectory,
} from '../../../../lib/crowd/tokens/directory.ts';
import { importDirectoryKey, listKeys } from '../../../../lib/crowd/tokens/directory-key.ts';
import {
  decodeNamedCells,
  encodeNamedCells,
  nearestNamed,
} from '../../../../lib/crowd/tokens/named-cells.ts';
import { makeTestKeys, signedDirectory, type TestKeys } from '../../../support/tokens.ts';

const DAY = 20_780;
const SIGNATURE = 64;
const MODULI = SIGNATURE + 20;
const CELLS_AT = MODULI + 97 * 256;

let made: TestKeys;
let keys: CryptoKey[];

beforeAll(async () => {
  made = await makeTestKeys(DAY, 1);
  keys = [await importDirectoryKey(DEVELOPMENT_KEY)];
});

/** What becomes of the directory when its body is changed and signed again. */
const resigned = (change: (body: Uint8Array<ArrayBuffer>) => Uint8Array | undefined) => {
  const body = made.bytes.slice(SIGNATURE);
  return openDirectory(signedDirectory(change(body) ?? body), { day: DAY, tier: 1, keys });
};

describe('a key directory', () => {
  it('comes out of its bytes as it went in', async () => {
    expect(await openDirectory(made.bytes, { day: DAY, tier: 1, keys })).toEqual(made.directory);
    expect(made.bytes.length).toBe(CELLS_AT + 1 + 5 * CELLS.length);
    expect(made.bytes.length).toBeLessThanOrEqual(MAX_DIRECTORY_BYTES);
  });

  it('has each field at its place', () => {
    const view = new DataView(made.bytes.buffer, SIGNATURE);
    expect(String.fromCharCode(...made.bytes.slice(SIGNATURE, SIGNATURE + 4))).toBe('FCD1');
    expect([4, 8, 12].map((at) => view.getUint32(at))).toEqual([900, 96 * DAY, DAY]);
    expect([view.getUint16(16), view.getUint8(18), view.getUint8(19)]).toEqual([96, 1, 1]);
    expect(made.bytes.slice(MODULI, MODULI + 256)).toEqual(made.directory.slotModuli[0]);
    expect([...made.bytes.slice(CELLS_AT, CELLS_AT + 6)]).toEqual([CELLS.length, 0, 0, 48, 48, 49]);
  });

  it('names the key of each of its slots, and of no other', () => {
    const first = firstSlotOf(DAY);
    expect(modulusOfSlot(made.directory, first)).toBe(made.directory.slotModuli[0]);
    expect(modulusOfSlot(made.directory, first + 95)).toBe(made.directory.slotModuli[95]);
    for (const slot of [first - 1, first + 96]) expect(modulusOfSlot(made.directory, slot)).toBeUndefined();
  });

  it('may be signed by the key that comes next', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const raw = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    const next = await importDirectoryKey(raw.toString('base64url'));
    const bytes = signedDirectory(made.bytes.slice(SIGNATURE), privateKey);
    const expected = { day: DAY, tier: 1 as const };
    expect(await openDirectory(bytes, { ...expected, keys: [...keys, next] })).toEqual(made.directory);
    expect(await openDirectory(bytes, { ...expected, keys })).toBe('signature');
    expect(await openDirectory(made.bytes, { ...expected, keys: [] })).toBe('signature');
  });

  it.each([SIGNATURE - 1, SIGNATURE, SIGNATURE + 12, MODULI + 5000, CELLS_AT + 3])(
    'is refused when a bit of it is altered (byte %i)',
    async (at) => {
      const bytes = made.bytes.with(at, (made.bytes[at] ?? 0) ^ 1);
      expect(await openDirectory(bytes, { day: DAY, tier: 1, keys })).toBe('signature');
    },
  );

  it.each([0, 10, SIGNATURE, MODULI, CELLS_AT])('is refused when it ends after %i bytes', async (length) => {
    expect(await openDirectory(made.bytes.slice(0, length), { day: DAY, tier: 1, keys })).toBe('signature');
  });

  it('is refused when it was signed without its label', async () => {
    const body = made.bytes.slice(SIGNATURE);
    const bytes = signedDirectory(body, undefined, body);
    expect(await openDirectory(bytes, { day: DAY, tier: 1, keys })).toBe('signature');
  });

  it('is refused when another day or tier was asked for', async () => {
    expect(await openDirectory(made.bytes, { day: DAY + 1, tier: 1, keys })).toBe('day');
    expect(await openDirectory(made.bytes, { day: DAY, tier: 0, keys })).toBe('tier');
  });

  it.each<[DirectoryFault, string, (body: Uint8Array<ArrayBuffer>) => Uint8Array | undefined]>([
    ['magic', 'another magic', (body) => body.with(3, 0x32)],
    ['slot-seconds', 'slots of another length', (body) => body.with(7, 1)],
    ['day', 'another day', (body) => body.with(15, (body[15] ?? 0) + 1)],
    ['first-slot', 'a first slot of another day', (body) => body.with(11, (body[11] ?? 0) + 96)],
    ['slot-keys', 'keys for 95 slots', (body) => body.with(17, 95)],
    ['slot-keys', 'keys for 352 slots', (body) => body.with(16, 1)],
    ['tier', 'another tier', (body) => body.with(18, 2)],
    ['renewal-keys', 'no renewal key', (body) => body.with(19, 0)],
    ['renewal-keys', 'eight renewal keys', (body) => body.with(19, 8)],
    ['length', 'an end before the cells', (body) => body.slice(0, CELLS_AT - SIGNATURE)],
    ['modulus', 'an even modulus', (body) => body.with(20 + 255, 0)],
    ['modulus', 'a modulus of 2047 bits', (body) => body.with(20, 0x7f)],
    ['equal-moduli', 'the same modulus twice', (body) => void body.copyWithin(20, 276, 532)],
    [
      'equal-moduli',
      'a renewal key that is a slot’s',
      (body) => void body.copyWithin(20 + 96 * 256, 20, 276),
    ],
    ['cells', 'a table without an end', (body) => body.slice(0, -1)],
    ['cells', 'something after the table', (body) => Uint8Array.from([...body, 0])],
    ['cells', 'a renumbered cell', (body) => body.with(CELLS_AT - SIGNATURE + 5, 0x39)],
  ])('is refused with fault %s for %s, even well signed', async (fault, _what, change) => {
    expect(await resigned(change)).toBe(fault);
  });

  it('is not written with moduli missing or short', () => {
    const { directory } = made;
    for (const slotModuli of [
      directory.slotModuli.slice(1),
      directory.slotModuli.with(3, new Uint8Array(255)),
    ])
      expect(() => encodeDirectory({ ...directory, slotModuli })).toThrow(RangeError);
  });

  it('is known by its day, its tier, and the digest of all its bytes', async () => {
    expect(directoryName(made.directory)).toBe(`${DAY}/1`);
    expect(await digestOf(Uint8Array.of(97, 98, 99))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('the cells that may be named', () => {
  const [US, NORTH_AMERICA, BD, SOUTH_ASIA] = ['US', '021', 'BD', '034'].map((code) => cellOf(code) ?? 0);
  const named = new Set([WORLD_CELL, US ?? 0, NORTH_AMERICA ?? 0]);

  it('come out of their table as they went in, and always hold the world', () => {
    expect(decodeNamedCells(encodeNamedCells(named))).toEqual(named);
    expect(decodeNamedCells(encodeNamedCells(new Set()))).toEqual(new Set([WORLD_CELL]));
    expect(() => encodeNamedCells(new Set([200]))).toThrow(RangeError);
  });

  it('let a device name its own, else its region, else the world', () => {
    expect(nearestNamed(US ?? 0, named)).toBe(US);
    expect(nearestNamed(cellOf('CA') ?? 0, named)).toBe(NORTH_AMERICA);
    expect(nearestNamed(BD ?? 0, named)).toBe(WORLD_CELL);
    expect(nearestNamed(SOUTH_ASIA ?? 0, named)).toBe(WORLD_CELL);
    expect(nearestNamed(250, named)).toBe(WORLD_CELL);
  });

  it('may hold some that a newer issuer knows and we do not', () => {
    const table = encodeNamedCells(named);
    const longer = Uint8Array.from([(table[0] ?? 0) + 1, ...table.slice(1), 222, 2, 90, 90, 32]);
    expect(decodeNamedCells(longer)).toEqual(named);
  });

  it.each([
    ['no cell', [0]],
    ['no world', [1, 1, 1, 48, 49, 53]],
    ['another kind', [1, 0, 1, 48, 48, 49]],
    ['another code', [1, 0, 0, 48, 48, 50]],
    ['a cell twice', [2, 0, 0, 48, 48, 49, 0, 0, 48, 48, 49]],
    ['a short entry', [1, 0, 0, 48, 48]],
  ])('are refused with %s', (_what, bytes) => {
    expect(decodeNamedCells(Uint8Array.from(bytes))).toBeUndefined();
  });
});

describe('a list of pinned keys', () => {
  it('has commas between, and may have blanks', () => {
    expect(listKeys(' a, b ,')).toEqual(['a', 'b']);
    expect(listKeys('')).toEqual([]);
  });

  it.each(['', '!', 'AAAA', DEVELOPMENT_KEY.slice(4)])('refuses what is no key: "%s"', async (text) => {
    await expect(importDirectoryKey(text)).rejects.toThrow();
  });
});
