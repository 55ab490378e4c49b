import { describe, expect, it } from 'vitest';
import { reportedSymptomOf } from '../../../../lib/crowd/client/report-symptom.ts';
import { REPORTED_SYMPTOMS } from '../../../../lib/crowd/report.ts';
import { SYMPTOMS } from '../../../../lib/detect/finding.ts';
import type { Sight } from '../../../../lib/detect/judge.ts';

const sights = (...pairs: [Sight['part'], Sight['symptom']][]): Sight[] =>
  pairs.map(([part, symptom]) => ({ part, symptom }));

describe('the one symptom a report tells', () => {
  it.each(SYMPTOMS)('is %s when that is all that is seen', (symptom) => {
    expect(reportedSymptomOf(sights(['home-for-you', symptom]))).toBe(symptom);
    expect(reportedSymptomOf(sights(['profile', symptom]))).toBe(symptom);
    expect(REPORTED_SYMPTOMS).toContain(symptom);
  });

  it('is that of the home, whatever else fails', () => {
    const seen = sights(
      ['list', 'empty-list'],
      ['home-following', 'empty-feed'],
      ['posting', 'posting-failed'],
    );
    expect(reportedSymptomOf(seen)).toBe('empty-feed');
  });

  it('is the heaviest when the main pages fail in several ways', () => {
    const seen = sights(
      ['home-for-you', 'timeline-error'],
      ['site', 'server-error'],
      ['site', 'stuck-loading'],
    );
    expect(reportedSymptomOf(seen)).toBe('server-error');
  });

  it('is what the parts beside home have in common, or that they are parts', () => {
    expect(reportedSymptomOf(sights(['list', 'timeline-error'], ['search', 'timeline-error']))).toBe(
      'timeline-error',
    );
    expect(reportedSymptomOf(sights(['list', 'timeline-error'], ['profile', 'empty-profile']))).toBe(
      'partial',
    );
  });

  it('is none when nothing is seen', () => {
    expect(reportedSymptomOf([])).toBeUndefined();
  });
});
