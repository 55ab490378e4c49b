import { matchPatternOf } from '../crowd/match-pattern.ts';
import { DEVELOPMENT_KEY } from '../crowd/tokens/development-key.ts';
import { importDirectoryKey, listKeys } from '../crowd/tokens/directory-key.ts';

/*
 * Whom we ask about the crowd and report to, if the reader wants it: set when the extension is built, see
 * `scripts/build/crowd-hosts.ts`.
 */

export const COLLECTOR_URL: string = import.meta.env.FEED_CANARY_COLLECTOR;
export const ISSUER_URL: string = import.meta.env.FEED_CANARY_ISSUER;

/** Both hosts, as permissions name them. On one machine they may be the same. */
export const CROWD_MATCH_PATTERNS: string[] = [...new Set([COLLECTOR_URL, ISSUER_URL].map(matchPatternOf))];

/** The keys of which one must have signed a directory: the current one and the next. */
export function directoryKeys(): Promise<CryptoKey[]> {
  const keys = listKeys(import.meta.env.FEED_CANARY_DIRECTORY_KEYS);
  return Promise.all((keys.length > 0 ? keys : [DEVELOPMENT_KEY]).map(importDirectoryKey));
}
