import { expect, it } from 'vitest';
import { startMsOf } from '../../lib/crowd/day.ts';
import { publishedKeys } from '../src/publish/published-keys.ts';

const NOW_MS = startMsOf(20_780) + 1;

it('digests stay as they were published first, whatever a collector holds', () => {
  expect(publishedKeys({ '20780/0': 'a' }, { '20780/0': 'b', '20780/1': 'c' }, NOW_MS)).toEqual({
    '20780/0': 'a',
    '20780/1': 'c',
  });
});

it('digests are published from yesterday’s to those of the day after tomorrow', () => {
  const all = Object.fromEntries([-2, -1, 0, 1, 2, 3].map((days) => [`${20_780 + days}/0`, 'a']));
  for (const keys of [publishedKeys(all, {}, NOW_MS), publishedKeys({}, all, NOW_MS)])
    expect(Object.keys(keys)).toEqual(['20779/0', '20780/0', '20781/0', '20782/0']);
});
