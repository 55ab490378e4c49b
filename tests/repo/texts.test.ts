import { globSync, readFileSync } from 'node:fs';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';
import { EN } from '../../server/src/page/texts/en.ts';

const JARGON = /\b(witness|surface|graphql|timeline|verdict|selector|incident|api)\b/i;

const texts = await parseMessagesFile('locales/en.yml');
const sources = globSync('{components,lib,entrypoints}/**/*.{ts,tsx}')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Keys put together in code: `headline.${…}`. */
const PREFIXES = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix = '']) => prefix);

describe('texts', () => {
  it('are all used', () => {
    const unused = texts
      .map(({ key }) => key.join('.'))
      .filter((key) => !key.startsWith('@@') && !['extName', 'extDescription'].includes(key))
      .filter((key) => !sources.includes(`'${key}'`) && !PREFIXES.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('speak the reader’s language, not ours', () => {
    const messages = texts.map((text) => ('message' in text ? text.message : ''));
    expect(messages.filter((message) => JARGON.test(message) && message !== 'Last incidents')).toEqual([]);
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
    const messages = Object.values(EN).flatMap((text) =>
      typeof text === 'string' ? [text] : Object.values(text),
    );
    expect(messages.filter((message) => JARGON.test(message))).toEqual([]);
  });
});
