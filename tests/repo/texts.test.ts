import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';

/** Texts that come in plural forms are one, and which forms there are depends on the language. */
const isPluralForm = (key: string) => /\.(zero|one|two|few|many|other)$/.test(key);

async function textsOf(language: string): Promise<Map<string, string>> {
  const messages = await parseMessagesFile(`locales/${language}.yml`);
  return new Map(
    messages
      .filter(({ key }) => !key[0]?.startsWith('@@'))
      .map((text) => [text.key.join('.'), 'message' in text ? text.message : '']),
  );
}

const english = await textsOf('en');
const languages = globSync('locales/*.yml').map((path) => basename(path, '.yml'));
const sources = globSync('{components,lib,entrypoints}/**/*.{ts,tsx}')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Keys put together in code: `headline.${…}`. */
const PREFIXES = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix = '']) => prefix);

describe('texts', () => {
  it('are all used', () => {
    const unused = [...english.keys()]
      .map((key) => (isPluralForm(key) ? key.replace(/\.\w+$/, '') : key))
      .filter((key) => !['extName', 'extDescription'].includes(key))
      .filter((key) => !sources.includes(`'${key}'`) && !PREFIXES.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('speak the reader’s language, not ours', () => {
    const jargon = /\b(witness|surface|graphql|timeline|verdict|selector|incident|api)\b/i;
    expect([...english.values()].filter((message) => jargon.test(message))).toEqual([]);
  });
});

describe.each(languages)('the texts in %s', (language) => {
  it('are those in English, with the plural forms of the language', async () => {
    const texts = await textsOf(language);
    const { pluralCategories } = new Intl.PluralRules(texts.get('language')).resolvedOptions();
    const expected = [...english.keys()].flatMap((key) => {
      if (!isPluralForm(key)) return [key];
      return key.endsWith('.other') ? pluralCategories.map((form) => key.replace('other', form)) : [];
    });
    expect([...texts.keys()].sort()).toEqual(expected.sort());
  });

  it('name what is filled in as the English ones do', async () => {
    const placesIn = (message: string) => [...new Set(message.match(/\$\d/g))].sort().join();
    const texts = await textsOf(language);
    const differing = [...english].filter(
      ([key, message]) =>
        texts.has(key) && !isPluralForm(key) && placesIn(texts.get(key) ?? '') !== placesIn(message),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });
});
