import { fingerprint } from './fingerprint.ts';
import { FINGERPRINTS, LANGUAGES } from './fingerprints.ts';

/**
 * X's own words, only where its page has nothing else to tell by. The plain texts in all languages of X are in
 * `phrases.json` (source: X's web client, build of 2025-07-01, the languages X offered in 2026; older English wordings from 2021; plain Arabic inferred
 * from the feminine form), made into fingerprints by `npm run phrases`. Each phrase and its reason:
 *
 * - `retryPrompt`, `lostConnection`: the prompt has no test id [bundle 2021]; one is X's fault, the other is not.
 * - `scriptLoadFailure`: the same for a part of the app that did not start; its prompt looks alike.
 * - `listEmptyHeader`, `profileEmptyBody`: the same element says "suspended", "protected" and "does not exist", which
 *   are no failures.
 * - `postFailedRetry`: toasts tell a failure from the reader's own limits by words only.
 */
export type Phrase = keyof typeof FINGERPRINTS;

/** True for X's phrase in any of its languages. */
export function isPhrase(phrase: Phrase, text: string): boolean {
  const wanted = fingerprint(text);
  const known = FINGERPRINTS[phrase];
  for (let at = 0; at < known.length; at += wanted.length) if (known.startsWith(wanted, at)) return true;
  return false;
}

/** True when we have X's words in this language, so that a text we do not know says something else. */
export const isKnownLanguage = (lang: string): boolean =>
  LANGUAGES.split(' ').includes(lang.toLowerCase().split('-')[0] ?? '');
