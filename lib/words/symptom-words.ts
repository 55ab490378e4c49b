import type { ReportedSymptom } from '../crowd/report.ts';
import type { MessageKey, Translate } from './translate.ts';

const SYMPTOMS: Record<ReportedSymptom, MessageKey> = {
  ok: 'symptom.ok',
  'blank-page': 'symptom.blankPage',
  'empty-feed': 'symptom.emptyFeed',
  'empty-list': 'symptom.emptyList',
  'empty-profile': 'symptom.emptyProfile',
  'timeline-error': 'symptom.timelineError',
  'stuck-loading': 'symptom.stuckLoading',
  'script-failure': 'symptom.scriptFailure',
  'posting-failed': 'symptom.postingFailed',
  'server-error': 'symptom.serverError',
  unreachable: 'symptom.unreachable',
  'rate-limited': 'symptom.rateLimited',
  partial: 'symptom.partial',
};

/** What a report tells, in a few words. */
export const symptomWords = (symptom: ReportedSymptom, t: Translate): string => t(SYMPTOMS[symptom]);
