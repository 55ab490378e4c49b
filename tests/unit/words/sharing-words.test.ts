import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../lib/crowd/cells.ts';
import { exampleReport } from '../../../lib/crowd/client/example-report.ts';
import { SHARING_TROUBLES } from '../../../lib/crowd/client/sharing-trouble.ts';
import { decodeReport, REPORT_BYTES, REPORT_FIELDS, REPORTED_SYMPTOMS } from '../../../lib/crowd/report.ts';
import { placeName } from '../../../lib/words/place-words.ts';
import { reportWords } from '../../../lib/words/report-words.ts';
import { sharingGist, sharingTroubleWords, stockWords } from '../../../lib/words/sharing-words.ts';
import { symptomWords } from '../../../lib/words/symptom-words.ts';
import { english } from '../../support/english.ts';

const NOW_MS = new Date(2023, 11, 21, 18, 40).getTime();
const ascending = (length: number) => Uint8Array.from({ length }, (_, index) => index);
const example = (isPanel: boolean) =>
  exampleReport({ symptom: 'blank-page', cell: 'BD', isPanel }, NOW_MS, ascending);

describe('sharing in words', () => {
  it('is told at a glance: off, on, or why it is paused', () => {
    const gist = (isSharing: boolean, trouble?: (typeof SHARING_TROUBLES)[number]) =>
      sharingGist({ isSharing, trouble }, english);
    expect(gist(false)).toBe('Nothing is shared');
    expect(gist(false, 'refused')).toBe('Nothing is shared');
    expect(gist(true)).toBe('Shared anonymously');
    expect(gist(true, 'no-data-consent')).toBe('Sharing is paused: permission missing');
  });

  it('says of each trouble, in words of its own, that nothing is sent', () => {
    const words = SHARING_TROUBLES.map((trouble) => sharingTroubleWords(trouble, english));
    expect(new Set(words).size).toBe(SHARING_TROUBLES.length);
    expect(words.filter((text) => !text.startsWith('Nothing is sent'))).toEqual([]);
  });

  it('tells for how long there is something to report with', () => {
    expect(stockWords(124, english, 'en')).toBe('Ready to report for the next 1 day 7 hr.');
    expect(stockWords(0, english, 'en')).toMatch(/^Not ready/);
  });

  it('has a name for every place and every symptom that a report can hold', () => {
    const nameless = CELLS.map(({ code }) => code).filter((code) => placeName(code, english, 'en') === code);
    expect(nameless).toEqual([]);
    expect(placeName('034', english, 'en')).toBe('Southern Asia');
    expect(placeName('', english, 'en')).toBe('');
    expect(new Set(REPORTED_SYMPTOMS.map((symptom) => symptomWords(symptom, english))).size).toBe(
      REPORTED_SYMPTOMS.length,
    );
  });
});

describe('a report in words', () => {
  it('is an example that a collector would understand', () => {
    const { bytes, slotStartMs } = example(true);
    expect(decodeReport(bytes)).toMatchObject({ symptom: 'blank-page', isPanel: true, ageMinutes: 0 });
    expect(slotStartMs).toBe(new Date(2023, 11, 21, 18, 30).getTime());
  });

  it('shows every byte once, in order', () => {
    const { bytes } = example(true);
    const hex = reportWords(example(true), NOW_MS, english, 'en').flatMap((field) => field.hex.split(' '));
    expect(hex).toHaveLength(REPORT_BYTES);
    expect(Uint8Array.from(hex, (digits) => Number.parseInt(digits, 16))).toEqual(bytes);
    expect(REPORT_FIELDS.map(({ from, to }) => to - from)).toEqual([4, 32, 256, 1, 1, 1, 1]);
  });

  it('says what each field tells', () => {
    const says = Object.fromEntries(
      reportWords(example(false), NOW_MS, english, 'en-GB').map(({ label, says }) => [label, says]),
    );
    expect(says).toMatchObject({
      'Quarter of an hour': '18:30–18:45',
      'Minutes since it began': '0',
      'Country or region': 'Bangladesh',
      'What is seen': 'pages that stay blank. Not drawn by lot, so it reports trouble only.',
      Version: '1',
    });
    const drawn = reportWords(example(true), NOW_MS, english, 'en-GB').find(
      ({ field }) => field === 'symptom',
    );
    expect(drawn?.says).toContain('Drawn by lot');
  });
});
