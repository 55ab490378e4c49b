import { CELLS, type Cell, WORLD_CELL } from '../cells.ts';

/**
 * The cells that devices may name in their reports, because enough devices are in them to hide among. A key directory
 * lists them, so that all devices go by the same list. Each entry is its number, its kind, and its code, padded to
 * three letters.
 */
export type NamedCells = ReadonlySet<number>;

const ENTRY_BYTES = 5;
const CODE_LETTERS = 3;
const MAX_CELLS = 255;

type Kind = 0 | 1 | 2;
const [WORLD, REGION, COUNTRY]: readonly Kind[] = [0, 1, 2];

function kindOf({ parent }: Cell): Kind | undefined {
  if (parent === undefined) return WORLD;
  return parent === WORLD_CELL ? REGION : COUNTRY;
}

/** The cell a device in `cell` names: its own, else its region, else the world. */
export function nearestNamed(cell: number, named: NamedCells): number {
  if (named.has(cell)) return cell;
  const parent = CELLS[cell]?.parent;
  return parent === undefined ? WORLD_CELL : nearestNamed(parent, named);
}

/** A count and the entries, in the order of their numbers. The world is always named. */
export function encodeNamedCells(named: NamedCells): Uint8Array<ArrayBuffer> {
  const numbers = [...new Set([WORLD_CELL, ...named])].sort((a, b) => a - b);
  const entries = numbers.map((number) => entryOf(number, CELLS[number]));
  return Uint8Array.from([numbers.length, ...entries.flat()]);
}

function entryOf(number: number, cell: Cell | undefined): number[] {
  if (!cell || number > MAX_CELLS) throw new RangeError(`cell ${number}`);
  const code = cell.code.padEnd(CODE_LETTERS);
  return [number, kindOf(cell) ?? 0, ...Array.from(code, (letter) => letter.charCodeAt(0))];
}

/**
 * Reads a table that ends where `bytes` end. Cells that a newer issuer has and we do not know are passed over.
 * @returns undefined when it is no table, or means other places by our numbers
 */
export function decodeNamedCells(bytes: Uint8Array): NamedCells | undefined {
  const [count = 0] = bytes;
  if (count === 0 || bytes.length !== 1 + count * ENTRY_BYTES) return undefined;
  const named = new Set<number>();
  let last = -1;
  for (let at = 1; at < bytes.length; at += ENTRY_BYTES) {
    const entry = bytes.subarray(at, at + ENTRY_BYTES);
    const [number = 0] = entry;
    if (number <= last) return undefined;
    last = number;
    const cell = CELLS[number];
    if (!cell) continue;
    if (entryOf(number, cell).some((byte, index) => byte !== entry[index])) return undefined;
    named.add(number);
  }
  return named.has(WORLD_CELL) ? named : undefined;
}
