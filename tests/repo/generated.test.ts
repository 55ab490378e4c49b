import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fingerprintsModule } from '../../scripts/build/fingerprints-module.ts';

it('the fingerprints of X’s phrases are made from their plain texts', () => {
  expect(readFileSync('lib/x/phrases/fingerprints.ts', 'utf8')).toBe(fingerprintsModule());
});
