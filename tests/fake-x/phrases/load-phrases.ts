import { readFileSync } from 'node:fs';
import { ENGLISH, type PhraseKey } from './english.ts';
import type { PhraseTables } from './phrases-of.ts';

/**
 * Reads phrases in further languages: `{"phrases": {"<key>": {"text": {"<locale>": "…"}}}}`. Keys that the fake does
 * not show are passed over.
 *
 * @throws Error that names the file and the place in it
 * @example
 * const x = await FakeX.start({ locale: 'ja', phrases: loadPhrases('phrases.json') });
 */
export function loadPhrases(path: string): PhraseTables {
  const fail = (what: string): never => {
    throw new Error(`${path}: not a table of phrases: ${what}`);
  };
  const file = parse(readFileSync(path, 'utf8')) ?? fail('not JSON');
  const entries = isRecord(file) && isRecord(file.phrases) ? file.phrases : fail('phrases is missing');
  const tables: PhraseTables = {};
  for (const key of Object.keys(ENGLISH) as PhraseKey[]) {
    const entry = entries[key];
    if (entry === undefined) continue;
    const texts =
      isRecord(entry) && isRecord(entry.text) ? entry.text : fail(`phrases.${key}.text is missing`);
    for (const [locale, text] of Object.entries(texts))
      if (typeof text !== 'string') fail(`phrases.${key}.text.${locale} is no string`);
    tables[key] = texts as Record<string, string>;
  }
  return Object.keys(tables).length > 0 ? tables : fail('it has none of the known keys');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
