import { describe, expect, it } from 'vitest';
import { FAULTS } from './faults.ts';
import { tryFault } from './try-fault.ts';

const short = FAULTS.filter(({ tries }) => tries.short > 0);

/** The short form of `npm run test:faults`. */
describe('nothing is lost or doubled, and all is well again, after', () => {
  it.each(short)('$name', async (fault) => {
    const { lost, doubled, complaints } = await tryFault(fault, fault.tries.short);
    expect({ lost, doubled, complaints }).toEqual({ lost: 0, doubled: 0, complaints: [] });
  });
});

it('every fault has a name of its own', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
});
