import { expect, it } from 'vitest';
import { wakesBy } from '../../bench/background-traffic.ts';
import { contentScriptTime, type TraceEvent } from '../../bench/content-script-time.ts';
import { spreadOf } from '../../bench/spread.ts';
import { formatTable } from '../../bench/table.ts';

const OURS = 'chrome-extension://abcdefghijklmnop/watch.js';
const task = (tdur: number, tid = 1): TraceEvent => ({ name: 'RunTask', ph: 'X', pid: 1, tid, tdur });
const call = (url: string, tdur: number, dur = tdur): TraceEvent => ({
  ...{ name: 'FunctionCall', ph: 'X', pid: 1, tid: 1, tdur, dur },
  args: { data: { url } },
});

it('takes from a trace what the content script took of its own thread, and no other', () => {
  const others = [task(90_000, 2), call('https://abs.twimg.com/main.js', 50_000)];
  const time = contentScriptTime([
    task(80_000),
    task(24_000),
    call(OURS, 3_000),
    call(OURS, 1_000),
    ...others,
  ]);
  expect(time).toMatchObject({ calls: 2, ownMs: 4, mainThreadMs: 104, share: 0.04, longestCallMs: 3 });
});

it('tells a call that ran long from one that waited for a processor', () => {
  const time = contentScriptTime([task(80_000), call(OURS, 12_000), call(OURS, 1_000, 40_000)]);
  expect(time).toMatchObject({ callsOver10Ms: 1, longestCallMs: 12, longestCallByClockMs: 40 });
});

it('says nothing about a content script that was never called', () => {
  expect(() => contentScriptTime([task(80_000)])).toThrow('never called');
});

it('counts as wakes the messages that come after the background fell asleep', () => {
  expect(wakesBy([1_000, 11_000, 311_000, 320_000, 611_000])).toBe(2);
  expect(wakesBy([])).toBe(0);
});

it('gives the middle of an even number of figures too', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ min: 1, median: 2.5, max: 4 });
});

it('lines up names to the left and figures to the right', () => {
  const rows: [string, ...string[]][] = [
    ['script', '1.02'],
    ['all', '10.10'],
  ];
  expect(formatTable({ title: 'Cost', columns: ['s'], rows, notes: ['Here.'] })).toBe(
    'Cost\n               s\n  script    1.02\n  all      10.10\n  Here.\n',
  );
});
