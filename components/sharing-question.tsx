import type { SharingView } from '../lib/crowd/client/sharing-view.ts';
import { PointList } from './point-list.tsx';
import { NeverShared, ReportContent } from './report-content.tsx';
import { useWords } from './words.ts';

/** What came of the answer: chosen, or wanted and not possible. */
export type SharingAnswer = 'shares' | 'shares-not' | 'denied' | 'failed';

export interface SharingQuestionProps {
  /** Nothing while there is none; nothing has to come of it. */
  answer: SharingAnswer | undefined;
  example: SharingView['example'];
  nowMs: number;
  onShare: (wants: boolean) => void;
}

const SHARED = ['shared.when', 'shared.what', 'shared.where'] as const;

const ANSWERS = {
  shares: 'question.shares',
  'shares-not': 'question.sharesNot',
  denied: 'sharing.denied',
  failed: 'settings.failed',
} as const;

/** Asks, with two equal buttons and all there is to know. Nobody has to answer. */
export function SharingQuestion({ answer, example, nowMs, onShare }: SharingQuestionProps) {
  const { t } = useWords();
  const isTrouble = answer === 'denied' || answer === 'failed';
  return (
    <section id="sharing" data-answer={answer}>
      <h2>{t('question.title')}</h2>
      <p>{t('question.why')}</p>
      <h3>{t('shared.title')}</h3>
      <PointList points={SHARED} mark="told" />
      <h3>{t('neverShared.title')}</h3>
      <NeverShared />
      <details>
        <summary>{t('content.title')}</summary>
        <ReportContent example={example} nowMs={nowMs} />
      </details>
      <div class="equal">
        <button type="button" aria-pressed={answer === 'shares'} onClick={() => onShare(true)}>
          {t('question.yes')}
        </button>
        <button type="button" aria-pressed={answer === 'shares-not'} onClick={() => onShare(false)}>
          {t('question.no')}
        </button>
      </div>
      <p class="outcome" role="status" data-trouble={isTrouble}>
        {answer && t(ANSWERS[answer])}
      </p>
      {!answer && <p class="quiet">{t('question.either')}</p>}
    </section>
  );
}
