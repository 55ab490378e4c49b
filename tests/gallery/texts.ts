import type { Translate } from '../../lib/words/translate.ts';

type Messages = Record<string, { message: string }>;

const FILES = import.meta.glob<Messages>('../../locales/*.yml', { eager: true, import: 'default' });

const BY_LANGUAGE = Object.fromEntries(
  Object.entries(FILES).map(([path, messages]) => [/([\w-]+)\.yml$/.exec(path)?.[1] ?? path, messages]),
);

/** As the text files are named. */
export const LANGUAGES = Object.keys(BY_LANGUAGE).sort();

/** Looks texts up as a browser does: what a language lacks is given in English. */
export function translatorOf(language: string): Translate {
  const [messages, english] = [BY_LANGUAGE[language], BY_LANGUAGE.en];
  return (key, ...values) => {
    const name = key.replaceAll('.', '_');
    const { message } = messages?.[name] ?? english?.[name] ?? { message: '' };
    return message.replace(/\$(\d)/g, (_whole, number: string) => values[Number(number) - 1] ?? '');
  };
}

/** The language tag of its texts. */
export const tagOf = (language: string): string => translatorOf(language)('language');

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  tagOf(language).startsWith('ar') ? 'rtl' : 'ltr';
