import type { ApiPost } from '../api-types.ts';
import { locale } from './phrases.ts';

const MINUTE_MS = 60_000;

/** "6m", "3h", "Jan 12": how long ago, in the page's language. */
export function ageOf(post: ApiPost): string {
  const created = new Date(post.legacy.created_at);
  const minutes = Math.max(1, Math.round((Date.now() - created.getTime()) / MINUTE_MS));
  if (minutes >= 24 * 60)
    return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }).format(created);
  const [amount, unit] = minutes < 60 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(amount);
}

export function fullTime(post: ApiPost): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(post.legacy.created_at),
  );
}
