import { keptFormat } from './kept-format.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const unitFormat = keptFormat(
  (locale, unit: 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }),
);
const agoFormat = keptFormat((locale, numeric: 'auto') => new Intl.RelativeTimeFormat(locale, { numeric }));
const clockFormat = keptFormat((locale, kind: 'time' | 'date and time') => {
  const date = kind === 'time' ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { ...date, hour: 'numeric', minute: '2-digit' });
});

/** A length of time in at most two units: "45 sec", "3 min", "1 hr 25 min", "2 days 3 hr". */
export function durationWords(durationMs: number, locale: string): string {
  const unit = (name: 'second' | 'minute' | 'hour' | 'day', value: number) =>
    unitFormat(locale, name).format(Math.floor(value));
  if (durationMs < MINUTE_MS) return unit('second', Math.max(0, durationMs) / 1000);
  if (durationMs < HOUR_MS) return unit('minute', durationMs / MINUTE_MS);
  const [large, small] =
    durationMs < DAY_MS
      ? [
          unit('hour', durationMs / HOUR_MS),
          (durationMs % HOUR_MS) / MINUTE_MS >= 1 && unit('minute', (durationMs % HOUR_MS) / MINUTE_MS),
        ]
      : [
          unit('day', durationMs / DAY_MS),
          (durationMs % DAY_MS) / HOUR_MS >= 1 && unit('hour', (durationMs % DAY_MS) / HOUR_MS),
        ];
  return small ? `${large} ${small}` : large;
}

/** How long ago, from "5 seconds ago" to "3 days ago". */
export function agoWords(atMs: number, nowMs: number, locale: string): string {
  const format = agoFormat(locale, 'auto');
  const agoMs = Math.max(0, nowMs - atMs);
  if (agoMs < MINUTE_MS) return format.format(-Math.floor(agoMs / 1000), 'second');
  if (agoMs < HOUR_MS) return format.format(-Math.floor(agoMs / MINUTE_MS), 'minute');
  return agoMs < 2 * DAY_MS
    ? format.format(-Math.floor(agoMs / HOUR_MS), 'hour')
    : format.format(-Math.floor(agoMs / DAY_MS), 'day');
}

/** The date only when it is not today's. */
function formatOf(atMs: number, nowMs: number, locale: string): Intl.DateTimeFormat {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return clockFormat(locale, isToday ? 'time' : 'date and time');
}

/** A time of day, with the date when it is not today's. */
export const clockWords = (atMs: number, nowMs: number, locale: string): string =>
  formatOf(atMs, nowMs, locale).format(atMs);

/** From one time of day to another: "2:00 – 2:30 PM", with the date when it began before today. */
export const spanWords = (fromMs: number, toMs: number, nowMs: number, locale: string): string =>
  formatOf(fromMs, nowMs, locale).formatRange(fromMs, toMs);

/** A number of days, spelled out: "90 days". */
export const dayCountWords = (days: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);
