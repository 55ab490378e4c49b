import { expect, it } from 'vitest';
import { GroupCommit, Overloaded } from '../src/store/group-commit.ts';
import type { AdmittedReport } from '../src/store/store.ts';
import { admitted } from './support/reports.ts';

/** A commit that ends when it is told to. */
function slowCommit() {
  const batches: (readonly AdmittedReport[])[] = [];
  const ends: { resolve: (spent: Map<string, number>) => void; reject: (error: unknown) => void }[] = [];
  const commit = (batch: readonly AdmittedReport[]) => {
    batches.push(batch);
    return new Promise<Map<string, number>>((resolve, reject) => ends.push({ resolve, reject }));
  };
  return { batches, ends, group: new GroupCommit(commit) };
}

it('commits at once when idle, and together what arrives meanwhile', async () => {
  const { batches, ends, group } = slowCommit();
  const first = group.add(admitted());
  await expect.poll(() => batches.length).toBe(1);
  const others = [group.add(admitted()), group.add(admitted())];
  expect(batches).toHaveLength(1);
  ends[0]?.resolve(new Map());
  expect(await first).toBe('counted');
  await expect.poll(() => batches.map(({ length }) => length)).toEqual([1, 2]);
  ends[1]?.resolve(new Map());
  expect(await Promise.all(others)).toEqual(['counted', 'counted']);
  await group.drain();
});

it('commits a nonce once in a batch, and tells repetitions from conflicts', async () => {
  const { batches, ends, group } = slowCommit();
  const report = admitted({ payload: 1 });
  const answers = [report, report, { ...report, payload: 2 }].map((each) => group.add(each));
  await expect.poll(() => batches).toEqual([[report]]);
  ends[0]?.resolve(new Map());
  expect(await Promise.all(answers)).toEqual(['counted', 'repeated', 'conflict']);
});

it('goes by what a nonce was spent on before, not by who came first now', async () => {
  const { batches, ends, group } = slowCommit();
  const report = admitted({ payload: 1 });
  const answers = [report, { ...report, payload: 2 }].map((each) => group.add(each));
  await expect.poll(() => batches.length).toBe(1);
  ends[0]?.resolve(new Map([[`${report.slot}/${report.nullifier}`, 2]]));
  expect(await Promise.all(answers)).toEqual(['conflict', 'repeated']);
});

it('fails a batch whose commit fails, and goes on with the next', async () => {
  const { batches, ends, group } = slowCommit();
  const failing = expect(group.add(admitted())).rejects.toThrow('disk full');
  await expect.poll(() => batches.length).toBe(1);
  const next = group.add(admitted());
  ends[0]?.reject(new Error('disk full'));
  await failing;
  await expect.poll(() => batches.length).toBe(2);
  ends[1]?.resolve(new Map());
  expect(await next).toBe('counted');
});

it('refuses more than it can hold', async () => {
  const { group } = slowCommit();
  const report = admitted();
  for (let i = 0; i < 20_000; i += 1) void group.add(report);
  await expect(group.add(report)).rejects.toThrow(Overloaded);
});
