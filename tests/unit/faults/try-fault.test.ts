import { describe, expect, it } from 'vitest';
import { eachTry, type Fault, type Tried } from '../../faults/fault.ts';
import { faultTable } from '../../faults/fault-table.ts';
import { isWithstood, tryFault } from '../../faults/try-fault.ts';

const fine: Tried = {
  atStake: { count: 10, things: 'reports' },
  lost: 0,
  doubled: 0,
  recoveredInMs: [100, 300],
  complaints: [],
};
const fault = (run: Fault['run'], rest: Partial<Fault> = {}): Fault => ({
  name: 'rain',
  area: 'server',
  tries: { long: 3, short: 1 },
  run,
  ...rest,
});

describe('a fault', () => {
  it('is withstood when nothing is lost, doubled or complained of', async () => {
    expect(
      isWithstood(
        await tryFault(
          fault(async () => fine),
          3,
        ),
      ),
    ).toBe(true);
    for (const bad of [{ lost: 1 }, { doubled: 1 }, { complaints: ['wet'] }])
      expect(
        isWithstood(
          await tryFault(
            fault(async () => ({ ...fine, ...bad })),
            3,
          ),
        ),
      ).toBe(false);
  });

  it('is not withstood when its try ends in an error', async () => {
    const result = await tryFault(
      fault(() => Promise.reject(new Error('it does not recover'))),
      3,
    );
    expect(result.complaints).toEqual([expect.stringContaining('it does not recover')]);
  });

  it('sums up its tries', async () => {
    const lost = [0, 2, 1];
    expect(await eachTry(3, async (index) => ({ ...fine, lost: lost[index] ?? 0 }))).toMatchObject({
      atStake: { count: 30, things: 'reports' },
      lost: 3,
      recoveredInMs: [100, 300, 100, 300, 100, 300],
    });
  });

  it('is told with its median and longest recovery, or with what the machine lacks', async () => {
    const results = [
      await tryFault(
        fault(async () => fine),
        2,
      ),
      await tryFault(
        fault(async () => fine, { lacks: () => 'an umbrella' }),
        2,
      ),
    ];
    expect(faultTable('Weather', results).rows).toEqual([
      ['rain', '2', '10 reports', '0', '0', '0.20 s (0.30 s)'],
      ['rain', '0', 'not tried: needs an umbrella', '', '', ''],
    ]);
  });
});
