import { cellOf, WORLD_CELL } from '../cells.ts';
import { TIME_ZONES } from './time-zones.ts';

/**
 * The cell a device is in, by the time zone its clock is set to: its country's if that has one, else its region's. No
 * address is looked at, so a VPN changes nothing; a browser that hides its time zone (UTC) is in the world.
 */
export function cellOfTimeZone(timeZone: string): number {
  const areaEnd = timeZone.indexOf('/') + 1;
  const name = timeZone.slice(areaEnd);
  const places = (TIME_ZONES[timeZone.slice(0, areaEnd)] ?? '').split(' ').map((entry) => {
    const [code = '', names] = entry.split(':');
    return { code, names: names?.split(',') };
  });
  const place = places.find(({ names }) => names?.includes(name)) ?? places.find(({ names }) => !names);
  return cellOf(place?.code ?? '') ?? WORLD_CELL;
}
