import type { Phrases } from './phrases/english.ts';
import type { Viewer } from './post-factory.ts';
import type { Era, Layout } from './scenario.ts';

/** What the app is told before it starts. X's own app knows it from its build, its address and a file of phrases. */
export interface AppSettings {
  phrases: Phrases;
  era: Era;
  layout: Layout;
  /** pictures and videos come from hosts of their own */
  hasMedia: boolean;
}

/** A script in the place of X's own file of phrases, such as i18n/en.js. */
export function settingsScript({ phrases, era, layout }: Viewer, hasMedia: boolean): string {
  const settings: AppSettings = { phrases, era, layout, hasMedia };
  return `globalThis.__FAKE_X__ = ${JSON.stringify(settings)};`;
}
