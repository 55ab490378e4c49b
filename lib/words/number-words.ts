import { keptFormat } from './kept-format.ts';

const numberFormat = keptFormat((locale, style: 'decimal') => new Intl.NumberFormat(locale, { style }));

/** A number in the reader's digits, with the marks between thousands. */
export const numberWords = (value: number, locale: string): string =>
  numberFormat(locale, 'decimal').format(value);
