import { globSync, readFileSync } from 'node:fs';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';
import { EN } from '../../server/src/page/texts/en.ts';

const JARGON =
  /\b(witness|surface|graphql|timeline|verdict|selector|incident|api|tokens?|panel|cell|slot|nonce)\b/i;

/** Texts that come in plural forms are one, and which forms there are depends on the language. */
const isPluralForm = (key: string) => /\.(zero|one|two|few|many|other)$/.test(key);

const messages = await parseMessagesFile('locales/en.yml');
const english = new Map(
  messages
    .filter(({ key }) => !key[0]?.startsWith('@@'))
    .map((text) => [text.key.join('.'), 'message' in text ? text.message : '']),
);
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
    expect([...english.values()].filter((message) => JARGON.test(message))).toEqual([]);
  });
});

describe('texts of the status page', () => {
  const pageSources = globSync('server/src/page/{*,parts/*}.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const pagePrefixes = [...pageSources.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, prefix = '']) => prefix);

  it('are all used', () => {
    const unused = Object.keys(EN).filter(
      (key) => !pageSources.includes(`'${key}'`) && !pagePrefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('speak the reader’s language, not ours', () => {
    const pageTexts = Object.values(EN).flatMap((text) =>
      typeof text === 'string' ? [text] : Object.values(text),
    );
    expect(pageTexts.filter((message) => JARGON.test(message))).toEqual([]);
  });
});
