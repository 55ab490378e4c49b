import { expect, it } from 'vitest';
import { X_MATCH_PATTERNS } from '../../../lib/x/hosts.ts';

it('every path of X’s hosts is matched, over https only', () => {
  expect(X_MATCH_PATTERNS).toEqual(['https://x.com/*', 'https://twitter.com/*']);
});
