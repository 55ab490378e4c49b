import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (pattern: string) => globSync(pattern).map((file) => readFileSync(file, 'utf8'));
const all = (texts: string[], pattern: RegExp): string[] =>
  texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found)).sort();

const contracts = read('lib/messages/*.ts');

it('every message that is sent is one that its receiver has a schema for, and the other way round', () => {
  const senders = read('{entrypoints,components,lib}/**/*.{ts,tsx}').filter((text) =>
    text.includes('sendMessage('),
  );
  const sent = all(senders, /\btype: '([\w-]+)'/g);
  const understood = all(contracts, /\btype: v\.literal\('([\w-]+)'\)/g);
  expect(sent.length).toBeGreaterThanOrEqual(senders.length);
  expect([...new Set(sent)]).toEqual(understood);
});

it('the background reads every message through its schema', () => {
  const readers = all(contracts, /export function (parse\w+)\(/g);
  const [background = ''] = read('entrypoints/background.ts');
  expect(readers.length).toBeGreaterThan(0);
  expect(readers.filter((reader) => !background.includes(`${reader}(`))).toEqual([]);
});
