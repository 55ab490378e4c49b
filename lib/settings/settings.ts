import * as v from 'valibot';

/** Days the history may be kept for. */
export const RETENTION_DAYS = [30, 90, 365] as const;

const settings = v.object({
  /** Nothing is judged or recorded until the reader says so again. */
  isPaused: v.fallback(v.boolean(), false),
  /** Tell when X goes down and when it is back; needs the browser's permission as well. */
  wantsNotifications: v.fallback(v.boolean(), false),
  retentionDays: v.fallback(v.picklist(RETENTION_DAYS), 90),
  /** Ask the collector what the crowd sees; needs the browser's permission as well. Without it nobody is asked anything. */
  seesCrowd: v.fallback(v.boolean(), false),
  /** Send anonymous reports, which takes seeing the crowd; needs the browser's permission as well. */
  isSharing: v.fallback(v.boolean(), false),
});

/** What the reader chose. */
export type Settings = v.InferOutput<typeof settings>;

/** Settings as stored or imported; what is missing or makes no sense becomes the default. */
export function parseSettings(stored: unknown): Settings {
  const chosen = v.parse(settings, typeof stored === 'object' && stored !== null ? stored : {});
  return { ...chosen, seesCrowd: chosen.seesCrowd || chosen.isSharing };
}

export const DEFAULT_SETTINGS: Settings = parseSettings({});
