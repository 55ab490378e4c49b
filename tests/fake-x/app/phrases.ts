import type { PhraseKey } from '../phrases/english.ts';
import { settings } from './settings.ts';

export const locale = document.documentElement.lang;

export function phrase(key: PhraseKey, values: Record<string, string> = {}): string {
  return settings.phrases[key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** 12,345 as "12.3K", in the page's language. */
export function shortNumber(value: number): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}
