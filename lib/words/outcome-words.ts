import type { HistoryFileProblem } from '../history/history-file.ts';
import { plural } from './plural.ts';
import type { MessageKey, Translate } from './translate.ts';

/** What came of something the reader did in the settings. */
export type Outcome =
  | {
      of:
        | 'saved'
        | 'failed'
        | 'notifications-refused'
        | 'exported'
        | 'deleted'
        | 'sharing-denied'
        | 'forgotten';
    }
  | { of: 'imported'; added: number }
  | { of: 'import-refused'; problem: HistoryFileProblem };

const PLAIN: Record<Exclude<Outcome['of'], 'imported' | 'import-refused'>, MessageKey> = {
  saved: 'settings.saved',
  failed: 'settings.failed',
  'notifications-refused': 'notifications.refused',
  exported: 'history.exported',
  deleted: 'history.deleted',
  'sharing-denied': 'sharing.denied',
  forgotten: 'sharing.forgotten',
};

const REFUSALS = {
  'not-json': 'history.notJson',
  'not-ours': 'history.notOurs',
  newer: 'history.newer',
  damaged: 'history.damaged',
} satisfies Record<HistoryFileProblem, MessageKey>;

export function outcomeWords(outcome: Outcome, t: Translate, locale: string): string {
  if (outcome.of === 'import-refused') return t(REFUSALS[outcome.problem]);
  if (outcome.of !== 'imported') return t(PLAIN[outcome.of]);
  return outcome.added === 0
    ? t('history.importNothing')
    : plural(t, 'history.imported', outcome.added, locale);
}

const TROUBLES: Outcome['of'][] = ['failed', 'notifications-refused', 'import-refused', 'sharing-denied'];

/** Whether the reader has to do something about it. */
export const isTrouble = ({ of }: Outcome): boolean => TROUBLES.includes(of);
