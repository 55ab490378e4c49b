import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import { parseMessagesFile, SUPPORTED_LOCALES } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';

/** A store refuses a longer description. */
const LONGEST_DESCRIPTION = 132;

/** Texts without a word to translate. */
const WORDLESS = [
  'extName',
  'part.site',
  'strip.bar',
  'strip.both',
  'crowd.place',
  'crowd.symptom',
  'sent.where',
];

/** Words that a language writes as English does. */
const SAME_WORDS: Record<string, string[]> = {
  de: ['Pause', 'Version', 'Version $1'],
  fr: ['Messages', 'Notifications', 'Pause', 'Version', 'Version $1'],
  'pt-BR': ['Oceania'],
};

const PLURAL_FORM = /\.(zero|one|two|few|many|other)$/;

type Texts = Map<string, string>;

/** The texts of a file by key, without those the browser has itself (`@@…`). */
async function textsOf(language: string): Promise<Texts> {
  const texts = await parseMessagesFile(`locales/${language}.yml`);
  return new Map(
    texts
      .map((text) => [text.key.join('.'), 'message' in text ? text.message : ''] as const)
      .filter(([key]) => !key.startsWith('@@')),
  );
}

const english = await textsOf('en');
const languages = readdirSync('locales').map((file) => parse(file).name);
const locales = await Promise.all(
  languages.map(async (language) => ({ language, texts: await textsOf(language) })),
);

/** What the text says in English; of a plural form that English does not have, the form for most numbers. */
const inEnglish = (key: string): string =>
  english.get(key) ?? english.get(key.replace(PLURAL_FORM, '.other')) ?? '';

/** The keys of the English texts, with the plural forms of another language. */
function keysIn(language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return [...english.keys()].flatMap((key) => {
    if (!PLURAL_FORM.test(key)) return [key];
    return key.endsWith('.other') ? pluralCategories.map((form) => key.replace(/other$/, form)) : [];
  });
}

const placeholdersOf = (text: string): string[] => (text.match(/\$\d/g) ?? []).sort();

/** The keys of the texts that break a rule. */
const keysWhere = (texts: Texts, breaks: (text: string, key: string) => boolean): string[] =>
  [...texts].filter(([key, text]) => breaks(text, key)).map(([key]) => key);

describe.each(locales)('the texts in $language', ({ language, texts }) => {
  it('name the language of their file, the way browsers do', () => {
    expect(texts.get('language')).toBe(language);
    expect(Intl.getCanonicalLocales(language)).toEqual([language]);
    expect([...SUPPORTED_LOCALES]).toContain(language.replace('-', '_'));
  });

  it('are those of English, in every plural form the language has and no other', () => {
    expect([...texts.keys()].sort()).toEqual(keysIn(language).sort());
  });

  it('say something', () => {
    expect(keysWhere(texts, (text) => text.trim() === '')).toEqual([]);
  });

  it('hold each placeholder as often as English does', () => {
    const placeholders = (of: (text: string, key: string) => string) =>
      Object.fromEntries([...texts].map(([key, text]) => [key, placeholdersOf(of(text, key))]));
    expect(placeholders((text) => text)).toEqual(placeholders((_, key) => inEnglish(key)));
  });

  it('describe the extension as briefly as stores want', () => {
    expect(texts.get('extDescription')?.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
  });
});

describe.each(locales.filter(({ language }) => language !== 'en'))(
  'the texts in $language',
  ({ language, texts }) => {
    it('are translated', () => {
      const isEnglish = (text: string, key: string) =>
        text === inEnglish(key) && !WORDLESS.includes(key) && !SAME_WORDS[language]?.includes(text);
      expect(keysWhere(texts, isEnglish)).toEqual([]);
    });
  },
);
