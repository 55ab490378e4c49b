import { describe, expect, it } from 'vitest';
import { Reader, START_MS } from '../../support/reader.ts';

const emptyHome = { state: 'empty', stretch: 2 } as const;
const emptyList = { surface: 'list', state: 'empty', stretch: 3, hasPostsByNumbers: true } as const;

/** A reader who has seen posts at home, whose home then fails at second 60, confirmed by a list at 70. */
function readerInOutage() {
  const reader = new Reader();
  reader.sees(1, {});
  reader.sees(62, { ...emptyHome, visibleMs: 2_000 });
  reader.sees(70, { ...emptyList, visibleMs: 2_000 });
  return reader;
}

describe('an incident', () => {
  it('opens as suspected and becomes an outage, dated back to the first evidence', () => {
    const reader = new Reader();
    reader.sees(1, {});
    reader.sees(62, { ...emptyHome, visibleMs: 2_000 });
    expect(reader.incidents).toMatchObject([{ verdict: 'suspected', startMs: START_MS + 60_000 }]);
    reader.sees(70, { ...emptyList, visibleMs: 2_000 });
    expect(reader.incidents).toMatchObject([{ verdict: 'outage', startMs: START_MS + 60_000 }]);
    expect(reader.incidents[0]).not.toHaveProperty('endMs');
  });

  it('ends at the first good sign once that is certain', () => {
    const reader = readerInOutage();
    reader.sees(120, { stretch: 4 });
    expect(reader.incidents[0]).not.toHaveProperty('endMs');
    reader.sees(130, { stretch: 4, visibleMs: 10_000 });
    expect(reader.incidents).toMatchObject([{ endMs: START_MS + 120_000, ending: 'recovered' }]);
  });

  it('that never got a second witness is kept as suspected', () => {
    const reader = new Reader();
    reader.sees(1, {});
    reader.sees(62, { ...emptyHome, visibleMs: 2_000 });
    reader.sees(80, { stretch: 3 });
    reader.sees(90, { stretch: 3, visibleMs: 10_000 });
    expect(reader.incidents).toMatchObject([{ verdict: 'suspected', ending: 'recovered' }]);
  });

  it('is closed where it was last seen when nobody looks any more', () => {
    const reader = readerInOutage();
    reader.waits(70 + 601);
    expect(reader.incidents).toMatchObject([{ endMs: START_MS + 70_000, ending: 'lost-sight' }]);
  });

  it('goes on as the same when trouble is met again within half an hour', () => {
    const reader = readerInOutage();
    reader.waits(800);
    reader.sees(1_500, { ...emptyHome, stretch: 5, visibleMs: 20_000 });
    expect(reader.incidents).toMatchObject([{ verdict: 'outage', startMs: START_MS + 60_000 }]);
    expect(reader.incidents[0]).not.toHaveProperty('endMs');
  });

  it('is another one after that', () => {
    const reader = readerInOutage();
    reader.waits(800);
    reader.sees(4_000, { ...emptyHome, stretch: 5, visibleMs: 20_000 });
    expect(reader.incidents).toMatchObject([{ ending: 'lost-sight' }, { startMs: START_MS + 3_980_000 }]);
  });

  it('that flaps is one incident', () => {
    const reader = readerInOutage();
    reader.sees(120, { stretch: 4 });
    reader.sees(130, { stretch: 4, visibleMs: 10_000 });
    reader.sees(162, { ...emptyHome, stretch: 5, visibleMs: 2_000 });
    expect(reader.incidents).toHaveLength(1);
    expect(reader.incidents[0]).toMatchObject({ verdict: 'outage', startMs: START_MS + 60_000 });
  });

  it('stays open while the reader is offline', () => {
    const reader = readerInOutage();
    expect(reader.loads(80, 'offline')).toMatchObject({ verdict: 'yours' });
    expect(reader.incidents[0]).not.toHaveProperty('endMs');
  });
});
