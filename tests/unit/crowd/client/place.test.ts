import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CELLS, WORLD_CELL } from '../../../../lib/crowd/cells.ts';
import { cellOfTimeZone } from '../../../../lib/crowd/client/place.ts';
import { COUNTRIES_BY_REGION } from '../../../../scripts/build/countries.ts';

const codeOf = (timeZone: string) => CELLS[cellOfTimeZone(timeZone)]?.code;

/** Names that Chromium and Node have for zones, where the time zone database has moved on. */
const OLD_NAMES = [
  ['Africa/Asmera', '202'],
  ['America/Buenos_Aires', 'AR'],
  ['America/Catamarca', 'AR'],
  ['America/Coral_Harbour', 'CA'],
  ['America/Cordoba', 'AR'],
  ['America/Godthab', '021'],
  ['America/Indianapolis', 'US'],
  ['America/Jujuy', 'AR'],
  ['America/Louisville', 'US'],
  ['America/Mendoza', 'AR'],
  ['Asia/Calcutta', 'IN'],
  ['Asia/Katmandu', 'NP'],
  ['Asia/Rangoon', '035'],
  ['Asia/Saigon', 'VN'],
  ['Atlantic/Faeroe', '154'],
  ['Europe/Kiev', 'UA'],
  ['Pacific/Enderbury', '009'],
  ['Pacific/Ponape', '009'],
  ['Pacific/Truk', '009'],
] as const;

describe('the place of a device', () => {
  it.each([
    ['America/New_York', 'US'],
    ['America/Argentina/Ushuaia', 'AR'],
    ['Asia/Dhaka', 'BD'],
    ['Asia/Kolkata', 'IN'],
    ['Asia/Tokyo', 'JP'],
    ['Europe/Lisbon', 'PT'],
    ['Europe/Luxembourg', '155'],
    ['Africa/Dakar', '202'],
    ['Africa/Cairo', 'EG'],
    ['Atlantic/Reykjavik', '154'],
    ['Iceland', '154'],
    ['US/Pacific', 'US'],
    ['Japan', 'JP'],
    ...OLD_NAMES,
  ] as const)('whose clock is set to %s is %s: its country, or the region that counts it', (zone, code) => {
    expect(codeOf(zone)).toBe(code);
  });

  it.each([
    'UTC',
    'Etc/UTC',
    'Etc/GMT-3',
    'GMT',
    'Antarctica/Troll',
    '',
    'Nowhere/Land',
    '__proto__',
    'America',
  ])('is the world when the clock says no place: “%s”', (zone) => {
    expect(cellOfTimeZone(zone)).toBe(WORLD_CELL);
  });

  it('is known for every time zone a browser may name', () => {
    const nowhere = Intl.supportedValuesOf('timeZone').filter((zone) => cellOfTimeZone(zone) === WORLD_CELL);
    expect(nowhere.filter((zone) => !/^(Antarctica|Etc)\/|^UTC$/.test(zone))).toEqual([]);
  });

  it('takes no more than three kilobytes to tell', () => {
    expect(gzipSync(readFileSync('lib/crowd/client/time-zones.ts')).length).toBeLessThan(3_000);
  });
});

it('every country is in one region, and every country with a cell in that of its cell', () => {
  const countries = Object.values(COUNTRIES_BY_REGION).flatMap((text) => text.split(' '));
  expect(new Set(countries).size).toBe(countries.length);
  for (const { code, parent } of CELLS.filter((cell) => cell.parent)) {
    const region = CELLS[parent ?? 0]?.code ?? '';
    expect(COUNTRIES_BY_REGION[region]?.split(' ')).toContain(code);
  }
});
