import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellOf } from '../../lib/crowd/cells.ts';
import { COUNTRIES_BY_REGION } from './countries.ts';

/** Where the operating system has the IANA time zone database (Debian: package tzdata). */
const ZONEINFO = '/usr/share/zoneinfo';

const WORLD = '001';

/** Names that the database has since given to the zone of another country, because clocks there have long agreed. */
const NAMED_AFTER_OTHERS: Record<string, string> = {
  'Africa/Asmera': 'ER',
  'America/Coral_Harbour': 'CA',
  'Antarctica/South_Pole': 'AQ',
  'Atlantic/Jan_Mayen': 'SJ',
  Iceland: 'IS',
};

/**
 * The text of `lib/crowd/client/time-zones.ts`: which place each time zone lies in, by the names browsers have for it.
 * Zones come from `zone.tab`, which has one country for each, other names from the links in `tzdata.zi`. Both are in the
 * public domain.
 */
export function timeZonesModule(zoneinfo = ZONEINFO): string {
  const placeOf = placesByZone(readFileSync(join(zoneinfo, 'zone.tab'), 'utf8'));
  addOtherNames(placeOf, readFileSync(join(zoneinfo, 'tzdata.zi'), 'utf8'));
  const areas = Map.groupBy(placeOf, ([zone]) => zone.slice(0, zone.indexOf('/') + 1));
  const entries = [...areas]
    .map(([area, zones]) => [area, areaText(zones)] as const)
    .filter(([, text]) => text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `// biome-ignore-all format: generated
/* Made by \`npm run time-zones\` from the IANA time zone database, which is in the public domain. */

/**
 * By the first part of a zone's name: the cells its zones lie in, each with the rest of the zones' names. One without
 * names has all others.
 */
export const TIME_ZONES: Readonly<Record<string, string>> = {
${entries.map(([area, text]) => `  '${area}': '${text}',\n`).join('')}};
`;
}

function placesByZone(zoneTab: string): Map<string, string> {
  const rows = zoneTab.split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    rows.map((row) => {
      const [country = '', , zone = ''] = row.split('\t');
      return [zone, placeOfCountry(country)];
    }),
  );
}

/** A country has its own cell, or it is counted into its region's. */
function placeOfCountry(country: string): string {
  if (cellOf(country) !== undefined) return country;
  const region = Object.entries(COUNTRIES_BY_REGION).find(([, countries]) => countries.includes(country));
  return region?.[0] ?? WORLD;
}

/** Chromium goes on with old names, such as Asia/Calcutta; people may have set their device to even older ones. */
function addOtherNames(placeOf: Map<string, string>, tzdata: string) {
  const links = tzdata.split('\n').filter((line) => line.startsWith('L '));
  for (const link of links) {
    const [, target = '', name = ''] = link.split(' ');
    const country = NAMED_AFTER_OTHERS[name];
    const place = country === undefined ? placeOf.get(target) : placeOfCountry(country);
    if (place !== undefined && !placeOf.has(name)) placeOf.set(name, place);
  }
}

/** A place that has most zones of an area has those that are not named, too: Africa/… is south of the Sahara. */
function areaText(zones: readonly (readonly [zone: string, place: string])[]): string {
  const byPlace = [...Map.groupBy(zones, ([, place]) => place)].filter(([place]) => place !== WORLD);
  return byPlace
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, ofPlace]) => {
      const names = ofPlace.map(([zone]) => zone.slice(zone.indexOf('/') + 1)).sort();
      return ofPlace.length > zones.length / 2 ? place : `${place}:${names.join(',')}`;
    })
    .join(' ');
}
