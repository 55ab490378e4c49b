import { keptFormat } from './kept-format.ts';
import { numberWords } from './number-words.ts';
import type { MessageKey, Translate } from './translate.ts';

/** Texts that come in plural forms: `x.one`, `x.other`, and in other languages `x.zero`, `x.two`, `x.few`, `x.many`. */
export type PluralKey = MessageKey extends infer Key
  ? Key extends `${infer Stem}.other`
    ? Stem
    : never
  : never;

const pluralRules = keptFormat((language, type: 'cardinal') => new Intl.PluralRules(language, { type }));

/**
 * A text with a number in it (`$1`), in the plural form its language wants; `more` are `$2`, `$3` …. Languages name only
 * the forms they have, and the browser gives '' for a text that no language file has: then `other` it is.
 */
export function plural(
  t: Translate,
  key: PluralKey,
  count: number,
  locale: string,
  ...more: string[]
): string {
  const form = pluralRules(t('language'), 'cardinal').select(count);
  const number = numberWords(count, locale);
  return t(`${key}.${form}` as MessageKey, number, ...more) || t(`${key}.other`, number, ...more);
}
