import { AR } from './texts/ar.ts';
import { BN } from './texts/bn.ts';
import { EN, type Texts } from './texts/en.ts';
import { ES } from './texts/es.ts';
import { HI } from './texts/hi.ts';

/** The languages of the status page. To add one: a file in `texts/`, and a line here. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', texts: EN },
  bn: { name: 'বাংলা', direction: 'ltr', texts: BN },
  hi: { name: 'हिन्दी', direction: 'ltr', texts: HI },
  es: { name: 'Español', direction: 'ltr', texts: ES },
  ar: { name: 'العربية', direction: 'rtl', texts: AR },
} as const satisfies Record<string, { name: string; direction: 'ltr' | 'rtl'; texts: Texts }>;

export type Language = keyof typeof LANGUAGES;

const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code);

/**
 * Chooses the language to answer in.
 * @param asked what the address asks for, e.g. `es`
 * @param accepted the Accept-Language header (RFC 9110), e.g. `pt-BR, es;q=0.8, *;q=0.1`
 */
export function chooseLanguage(asked: unknown, accepted = ''): Language {
  if (typeof asked === 'string' && isLanguage(asked)) return asked;
  const wishes = accepted
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { code: tag.split('-', 1)[0] ?? '', weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes.map(({ code }) => code).find(isLanguage) ?? 'en';
}
