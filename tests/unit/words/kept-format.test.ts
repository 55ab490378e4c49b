import { expect, it, vi } from 'vitest';
import { keptFormat } from '../../../lib/words/kept-format.ts';

it('makes one format for each locale and kind', () => {
  const make = vi.fn((locale: string, kind: 'a' | 'b') => ({ locale, kind }));
  const format = keptFormat(make);
  expect(format('en', 'a')).toBe(format('en', 'a'));
  expect(format('en', 'b')).toEqual({ locale: 'en', kind: 'b' });
  expect(format('de', 'a')).toEqual({ locale: 'de', kind: 'a' });
  expect(make).toHaveBeenCalledTimes(3);
});
