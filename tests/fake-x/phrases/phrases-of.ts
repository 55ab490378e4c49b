import type { Era } from '../scenario.ts';
import { ARABIC } from './arabic.ts';
import { BENGALI } from './bengali.ts';
import { ENGLISH, type PhraseKey, type Phrases } from './english.ts';

/** Phrases from outside, key by key and locale by locale: those the project does not carry itself. */
export type PhraseTables = Partial<Record<PhraseKey, Readonly<Record<string, string>>>>;

const BUILT_IN: Record<string, Phrases> = { bn: BENGALI, ar: ARABIC };
/** Locales that X calls by two names. Plain Arabic was never archived, so the two kinds stand in for each other. */
const ALIASES: Record<string, string> = {
  'en-gb': 'en-GB',
  msa: 'ms',
  no: 'nb',
  'zh-cn': 'zh',
  'zh-tw': 'zh-Hant',
  ar: 'ar-x-fm',
  'ar-x-fm': 'ar',
};
/** The client of 2021 said these otherwise; no other language of it was read. */
const ENGLISH_OF_2021: Partial<Phrases> = {
  homeEmptyHeader: 'Welcome to Twitter!',
  overCapacity: 'Twitter is over capacity. Please wait a few moments then try again.',
};
const RIGHT_TO_LEFT = /^(ar|fa|he|iw|ur)\b/i;

/** A text that has no translation is shown in English, as X does. */
export function phrasesOf(locale: string, era: Era, tables: PhraseTables = {}): Phrases {
  const names = [locale, ALIASES[locale.toLowerCase()] ?? locale];
  const phrases = { ...ENGLISH, ...(era === '2021' ? ENGLISH_OF_2021 : {}) };
  for (const key of Object.keys(ENGLISH) as PhraseKey[]) {
    const translated =
      names.map((name) => tables[key]?.[name]).find(Boolean) ??
      names.map((name) => BUILT_IN[name]?.[key]).find(Boolean);
    if (translated && !isEnglish(locale)) phrases[key] = translated;
  }
  return phrases;
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr';
}

/** en-GB has two texts of its own [phrases of 2025]; for a page to be told by its phrases they do not matter. */
function isEnglish(locale: string): boolean {
  return /^en\b/i.test(locale);
}
