/**
 * Where a report comes from: the world, a region (UN M49) or a country (ISO 3166). Numbers are for ever, because they
 * are what reports hold: append, never renumber. A device that is not sure says world; one in a country that is not
 * listed, or too small to hide in, names its region.
 */
const WORLD = '001';

/** The number of the world's cell. */
export const WORLD_CELL = 0;

/** Regions with their countries. The number of a cell is its place in {@link CELLS}. */
const REGIONS = [
  ['015', 'EG', 'MA', 'DZ', 'TN'],
  ['202', 'NG', 'ZA', 'KE', 'GH', 'ET', 'TZ', 'UG'],
  ['021', 'US', 'CA'],
  ['013', 'MX', 'GT', 'CR', 'SV'],
  ['029', 'DO'],
  ['005', 'BR', 'AR', 'CO', 'CL', 'PE', 'VE', 'EC', 'UY'],
  ['143', 'KZ', 'UZ'],
  ['030', 'JP', 'KR', 'TW', 'HK', 'CN'],
  ['035', 'ID', 'TH', 'PH', 'MY', 'VN', 'SG'],
  ['034', 'IN', 'PK', 'BD', 'LK', 'NP', 'IR'],
  ['145', 'TR', 'SA', 'AE', 'IQ', 'IL', 'KW', 'QA', 'JO', 'LB', 'OM', 'BH', 'YE'],
  ['151', 'RU', 'UA', 'PL', 'RO', 'CZ', 'HU', 'BG', 'BY', 'SK'],
  ['154', 'GB', 'SE', 'IE', 'FI', 'DK', 'NO', 'LT', 'LV', 'EE'],
  ['039', 'ES', 'IT', 'PT', 'GR', 'RS', 'HR', 'SI'],
  ['155', 'DE', 'FR', 'NL', 'BE', 'CH', 'AT'],
  ['053', 'AU', 'NZ'],
  ['009'],
] as const satisfies [string, ...string[]][];

export interface Cell {
  /** ISO 3166 for a country, UN M49 for a region or the world. */
  code: string;
  /** The cell it is counted into when too few report from it; the world has none. */
  parent?: number;
}

/** Every cell, at the place of its number. */
export const CELLS: readonly Cell[] = listCells();

function listCells(): Cell[] {
  const cells: Cell[] = [{ code: WORLD }];
  for (const [region, ...countries] of REGIONS) {
    const parent = cells.push({ code: region, parent: WORLD_CELL }) - 1;
    for (const code of countries) cells.push({ code, parent });
  }
  return cells;
}

/** The number of a cell by its code. */
export const cellOf = (code: string): number | undefined => {
  const number = CELLS.findIndex((cell) => cell.code === code);
  return number < 0 ? undefined : number;
};
