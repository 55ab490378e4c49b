import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../lib/observe/observation.ts';
import { noticeWords } from '../../../lib/words/notice-words.ts';
import { english } from '../../support/english.ts';
import { Reader, START_MS } from '../../support/reader.ts';

const empty = { state: 'empty', stretch: 2 } as const;

/** A reader who has seen posts, and then 20 s of an empty home from second 60 on. */
function readerInOutage() {
  const reader = new Reader();
  reader.sees(1, {});
  reader.sees(62, { ...empty, visibleMs: 2_000 });
  reader.sees(80, { ...empty, visibleMs: 20_000 });
  return reader;
}

function recovers(reader: Reader, atS: number, stretch: number) {
  reader.sees(atS, { stretch });
  reader.sees(atS + 10, { stretch, visibleMs: 10_000 });
}

describe('a reader is notified', () => {
  it('once when X goes down and once when it is back', () => {
    const reader = readerInOutage();
    expect(reader.notices).toEqual(['down']);
    reader.sees(100, { ...empty, visibleMs: 40_000 });
    recovers(reader, 120, 3);
    recovers(reader, 140, 4);
    expect(reader.notices).toEqual(['down', 'back']);
    expect(reader.incidents).toMatchObject([{ told: 'back' }]);
  });

  it('of nothing that was only suspected', () => {
    const reader = new Reader();
    reader.sees(1, {});
    reader.sees(62, { ...empty, visibleMs: 2_000 });
    recovers(reader, 80, 3);
    expect(reader.notices).toEqual([]);
  });

  it('no second time by an incident that flaps', () => {
    const reader = readerInOutage();
    recovers(reader, 100, 3);
    reader.sees(142, { ...empty, stretch: 4, visibleMs: 2_000 });
    reader.sees(160, { ...empty, stretch: 4, visibleMs: 20_000 });
    recovers(reader, 180, 5);
    expect(reader.incidents).toHaveLength(1);
    expect(reader.notices).toEqual(['down', 'back']);
  });

  it('of the next incident again', () => {
    const reader = readerInOutage();
    recovers(reader, 100, 3);
    reader.sees(1_022, { ...empty, stretch: 4, visibleMs: 2_000 });
    reader.sees(1_040, { ...empty, stretch: 4, visibleMs: 20_000 });
    expect(reader.notices).toEqual(['down', 'back', 'down']);
  });

  it('of no end that nobody saw', () => {
    const reader = readerInOutage();
    reader.waits(2_000);
    expect(reader.incidents).toMatchObject([{ ending: 'lost-sight' }]);
    expect(reader.notices).toEqual(['down']);
  });

  it('of nothing that was old when it was found, neither its start nor its end', () => {
    const reader = new Reader();
    const old: Partial<Observation> = {
      ...empty,
      hasPostsByNumbers: true,
      ageMs: 1_200_000,
      visibleMs: 30_000,
    };
    reader.sees(1_300, old);
    expect(reader.incidents).toMatchObject([{ verdict: 'outage', startMs: START_MS + 100_000 }]);
    recovers(reader, 1_320, 3);
    expect(reader.incidents).toMatchObject([{ ending: 'recovered' }]);
    expect(reader.notices).toEqual([]);
  });
});

it('says since when X is down, and how long it was', () => {
  const reader = readerInOutage();
  const words = (notice: 'down' | 'back') =>
    noticeWords(notice, reader.incidents[0] as never, START_MS + 80_000, english, 'en');
  expect(words('down').title).toBe('X looks down');
  expect(words('down').message).toMatch(/^Seen here since \d+:01/);
  recovers(reader, 240, 3);
  expect(words('back')).toEqual({ title: 'X is back', message: 'It was down for 3 min.' });
});

it('names a partial outage as one', () => {
  const reader = new Reader();
  reader.sees(1, { surface: 'list' });
  reader.sees(80, { ...empty, surface: 'list', visibleMs: 20_000 });
  const [incident] = reader.incidents;
  expect(noticeWords('down', incident as never, START_MS, english, 'en').title).toBe('Parts of X look down');
  expect(noticeWords('back', incident as never, START_MS, english, 'en').title).toBe('All of X is back');
});
