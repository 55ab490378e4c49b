import { readFileSync } from 'node:fs';
import { fingerprint } from '../../lib/x/phrases/fingerprint.ts';

/** Other names of languages in the table: `no` is nb, `msa` is ms, `iw` is he, `in` is id, `tl` is fil. */
const ALIASES = ['no', 'msa', 'iw', 'in', 'tl'];

/** The text of the generated module. */
export function fingerprintsModule(): string {
  const phrases: Record<string, Record<string, string>> = JSON.parse(
    readFileSync(new URL('../../lib/x/phrases/phrases.json', import.meta.url), 'utf8'),
  );
  const languages = new Set(ALIASES);
  const lines = Object.entries(phrases).map(([phrase, texts]) => {
    for (const language of Object.keys(texts)) languages.add(language.split('-')[0] ?? language);
    const prints = new Set(Object.values(texts).map(fingerprint));
    return `  ${phrase}:\n    '${[...prints].join('')}',`;
  });
  languages.delete('ar'); // X's archive has the feminine Arabic only: another wording may say the same
  return [
    '// biome-ignore format: generated',
    '/** Made by `npm run phrases` from phrases.json: four characters for each wording. */',
    'export const FINGERPRINTS = {',
    ...lines,
    '} as const;',
    '',
    '/** Languages whose words we have, as the first part of `html[lang]` names them. */',
    `export const LANGUAGES =\n  '${[...languages].sort().join(' ')}';`,
    '',
  ].join('\n');
}
