import { type ComponentChild, h } from 'preact';
import { durationWords } from '../../../lib/words/time-words.ts';
import { TIME_STYLES, type TimeStyle } from './browser/time-styles.ts';
import { LANGUAGES, type Language } from './languages.ts';
import type { TextKey, Texts } from './texts/en.ts';

/** Everything the page needs to speak one language. */
export interface Words {
  language: Language;
  direction: 'ltr' | 'rtl';
  /** A text; with `count`, in the form that number takes. */
  text(key: TextKey, values?: Record<string, string>, count?: number): string;
  /** A text with elements in it. */
  rich(key: TextKey, values: Record<string, ComponentChild>): ComponentChild[];
  number(value: number): string;
  /** A share from 0 to 1, as per cent. */
  share(value: number): string;
  duration(ms: number): string;
  list(items: string[]): string;
  /** An ISO 3166 country or UN M49 region. */
  place(code: string): string;
  /** As text, in UTC. */
  moment(iso: string, style: TimeStyle): string;
  /** As an element, in UTC until the script makes it local. Days stay: they are days of UTC. A clock needs no mark. */
  time(iso: string, style: TimeStyle): ComponentChild;
}

/** Words are made once for each language: `Intl` objects take longer to make than the page. */
export const wordsIn = (language: Language): Words => (made[language] ??= makeWords(language));
const made: Partial<Record<Language, Words>> = {};

function makeWords(language: Language): Words {
  const { texts, direction }: { texts: Texts; direction: 'ltr' | 'rtl' } = LANGUAGES[language];
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const shares = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 });
  const lists = new Intl.ListFormat(language);
  const places = new Intl.DisplayNames(language, { type: 'region' });
  const times = Object.fromEntries(
    Object.entries(TIME_STYLES).map(([style, options]) => [
      style,
      new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }),
    ]),
  ) as Record<TimeStyle, Intl.DateTimeFormat>;

  const pattern = (key: TextKey, count?: number): string => {
    const text = texts[key];
    if (typeof text === 'string') return text;
    return (count === undefined ? undefined : text[plurals.select(count)]) ?? text.other;
  };
  const moment = (iso: string, style: TimeStyle) => times[style].format(new Date(iso));
  return {
    language,
    direction,
    text: (key, values = {}, count) =>
      pattern(key, count).replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? ''),
    rich: (key, values) =>
      pattern(key)
        .split(/\{(\w+)\}/)
        .map((part, index) => (index % 2 === 0 ? part : values[part])),
    number: (value) => numbers.format(value),
    share: (value) => shares.format(value),
    duration: (ms) => durationWords(ms, language),
    list: (items) => lists.format(items),
    place: (code) => places.of(code) ?? code,
    moment,
    time: (iso, style) =>
      h(
        'time',
        {
          datetime: iso.replace(/(T..:..):00\.000Z$/, '$1Z'),
          ...(style !== 'clock' && { 'data-style': style }),
        },
        moment(iso, style),
      ),
  };
}
