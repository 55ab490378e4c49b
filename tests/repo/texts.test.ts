import { globSync, readFileSync } from 'node:fs';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';

const texts = await parseMessagesFile('locales/en.yml');
const sources = globSync('{components,lib,entrypoints}/**/*.{ts,tsx}')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Keys put together in code: `headline.${…}`. */
const PREFIXES = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix = '']) => prefix);

describe('texts', () => {
  it('are all used', () => {
    const unused = texts
      .map(({ key }) => key.join('.').replace(/\.(one|other)$/, ''))
      .filter((key) => !key.startsWith('@@') && !['extName', 'extDescription'].includes(key))
      .filter((key) => !sources.includes(`'${key}'`) && !PREFIXES.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('speak the reader’s language, not ours', () => {
    const jargon = /\b(witness|surface|graphql|timeline|verdict|selector|incident|api)\b/i;
    const messages = texts.map((text) => ('message' in text ? text.message : ''));
    expect(messages.filter((message) => jargon.test(message))).toEqual([]);
  });
});
