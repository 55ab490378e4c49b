import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Translate } from '../lib/words/translate.ts';

/** The reader's language: texts and the locale that numbers and times are written in. */
export interface Language {
  t: Translate;
  locale: string;
}

export const Words = createContext<Language>({ t: (key) => key, locale: 'en' });

export const useWords = (): Language => useContext(Words);
