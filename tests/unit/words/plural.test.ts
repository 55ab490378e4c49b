import { expect, it } from 'vitest';
import { outcomeWords } from '../../../lib/words/outcome-words.ts';
import { plural } from '../../../lib/words/plural.ts';
import type { Translate } from '../../../lib/words/translate.ts';
import { english } from '../../support/english.ts';

/** As a browser looks texts up: '' for what no language file has. */
const lookup =
  (texts: Record<string, string>): Translate =>
  (key, ...values) =>
    (texts[key] ?? '').replace('$1', values[0] ?? '');

it('takes the form that the language of the texts wants', () => {
  const russian = lookup({
    language: 'ru',
    'history.imported.one': '$1 запись',
    'history.imported.few': '$1 записи',
    'history.imported.many': '$1 записей',
    'history.imported.other': '$1 записи',
  });
  const told = [1, 3, 5, 21].map((count) => plural(russian, 'history.imported', count, 'ru'));
  expect(told).toEqual(['1 запись', '3 записи', '5 записей', '21 запись']);
});

it('falls back to the general form where a language names no other', () => {
  const japanese = lookup({ language: 'ja', 'history.imported.other': '$1 件' });
  expect(plural(japanese, 'history.imported', 1, 'ja')).toBe('1 件');
});

it('writes numbers as the browser’s locale does, also with texts in another language', () => {
  expect(plural(english, 'history.imported', 1_312, 'de')).toBe('1.312 entries added');
});

it('says what came of an import', () => {
  const words = (added: number) => outcomeWords({ of: 'imported', added }, english, 'en');
  expect([0, 1, 2].map(words)).toEqual([
    'Nothing to add. All of it is here already.',
    '1 entry added',
    '2 entries added',
  ]);
  expect(outcomeWords({ of: 'import-refused', problem: 'newer' }, english, 'en')).toContain('newer version');
});
