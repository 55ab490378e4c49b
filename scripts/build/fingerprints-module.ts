import { readFileSync } from 'node:fs';
import { fingerprint } from '../../lib/x/phrases/fingerprint.ts';

/** The same language under X's other names for it. */
const ALIASES = {
  'en-gb': 'en',
  msa: 'ms',
  no: 'nb',
  'zh-cn': 'zh',
  'zh-tw': 'zh-hant',
  'zh-hans': 'zh',
  iw: 'he',
  in: 'id',
  tl: 'fil',
};

/** The text of the generated module. */
export function fingerprintsModule(): string {
  const phrases: Record<string, Record<string, string>> = JSON.parse(
    readFileSync(new URL('../../lib/x/phrases/phrases.json', import.meta.url), 'utf8'),
  );
  const languages = new Set(Object.keys(ALIASES));
  const lines = Object.entries(phrases).map(([phrase, texts]) => {
    for (const language of Object.keys(texts)) languages.add(language.toLowerCase());
    const prints = new Set(Object.values(texts).map(fingerprint));
    return `  ${phrase}:\n    '${[...prints].join('')}',`;
  });
  return [
    '// biome-ignore format: generated',
    '/** Made by `npm run phrases` from phrases.json: four characters for each wording. */',
    'export const FINGERPRINTS = {',
    ...lines,
    '} as const;',
    '',
    '/** Languages whose words we have, as `html[lang]` names them, in lower case. */',
    `export const LANGUAGES =\n  '${[...languages]
      .filter((language) => !/\d/.test(language))
      .sort()
      .join(' ')}';`,
    '',
  ].join('\n');
}
