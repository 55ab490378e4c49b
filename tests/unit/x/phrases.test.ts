import { describe, expect, it } from 'vitest';
import { normalise } from '../../../lib/x/phrases/fingerprint.ts';
import phrases from '../../../lib/x/phrases/phrases.json' with { type: 'json' };
import { isKnownLanguage, isPhrase, type Phrase } from '../../../lib/x/phrases/phrases.ts';

const NAMES = Object.keys(phrases) as Phrase[];

describe('X’s phrases', () => {
  it.each(NAMES)('%s is known in every language, and is no other', (name) => {
    for (const text of Object.values(phrases[name])) {
      expect(NAMES.filter((other) => isPhrase(other, text))).toEqual([name]);
    }
  });

  it('are known however they are written', () => {
    expect(isPhrase('retryPrompt', '  something went wrong.\n Try reloading ')).toBe(true);
    expect(isPhrase('retryPrompt', 'Une erreur s’est produite. Essayez de recharger la page.')).toBe(true);
    expect(isPhrase('lostConnection', 'Something went wrong. Try reloading.')).toBe(false);
    expect(isPhrase('retryPrompt', '')).toBe(false);
  });

  it('are the same with any quotes, dashes and full stops', () => {
    expect(normalise('„So“ – “so” «so»…')).toBe('"so" - "so" "so"');
    expect(normalise('Try again…!! ')).toBe('try again');
  });

  it('keep the joiners that mean something', () => {
    expect(normalise('ক\u200dষ')).not.toBe(normalise('কষ'));
    expect(normalise('\u200fحَدَث\u200e')).toBe('حدث');
  });

  it.each(['en', 'EN-gb', 'zh-Hant', 'no', 'bn'])('cover %s', (lang) => {
    expect(isKnownLanguage(lang)).toBe(true);
  });

  it.each(['eo', '', 'x', 'ar'])('do not cover "%s"', (lang) => {
    expect(isKnownLanguage(lang)).toBe(false);
  });
});
