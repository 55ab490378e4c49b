import type { GeneratedI18nStructure } from '#i18n';

/** Names of the texts in `locales/`. */
export type MessageKey = keyof GeneratedI18nStructure & string;

/** Gives a text in the reader's language, with `$1`, `$2` … replaced. Passed in, so that words stay pure. */
export type Translate = (key: MessageKey, ...values: string[]) => string;
