import { cellOfTimeZone } from '../crowd/client/place.ts';

/** The cell this device is in, by the time zone its clock is set to now. */
export const ownCell = (): number => cellOfTimeZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);
