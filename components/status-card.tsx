import type { Judgement } from '../lib/detect/judge.ts';
import { agoWords, clockWords, durationWords } from '../lib/words/time-words.ts';
import { evidenceWords, headlineOf, meaningOf } from '../lib/words/verdict-words.ts';
import { ReportProblem } from './report-problem.tsx';
import { VerdictIcon } from './verdict-icon.tsx';
import { useWords } from './words.ts';

export interface StatusCardProps {
  judgement: Judgement;
  /** When anything of X was last seen; absent while nothing ever was. */
  lastSeenMs: number | undefined;
  nowMs: number;
  diagnostics: string;
  onGrantAccess: () => void;
}

/** The verdict: shape, sentence, how long, what it means and what it rests on. */
export function StatusCard(props: StatusCardProps) {
  const { judgement, lastSeenMs, diagnostics, onGrantAccess } = props;
  const { t, locale } = useWords();
  const isFirst = judgement.reason === 'idle' && lastSeenMs === undefined;
  const evidence = evidenceWords(judgement, t, locale);
  return (
    <section class="status">
      <div class="verdict">
        <VerdictIcon shape={judgement.reason === 'paused' ? 'paused' : judgement.verdict} sizePx={64} />
        <div>
          {/* Alone in the live region: the time below changes every few seconds. */}
          <div role="status">
            <h1>{isFirst ? t('headline.first') : headlineOf(judgement, t)}</h1>
          </div>
          <When {...props} />
        </div>
      </div>
      <p class="meaning">{isFirst ? t('meaning.first') : meaningOf(judgement, t)}</p>
      {judgement.reason === 'not-understood' && <ReportProblem diagnostics={diagnostics} />}
      {judgement.reason === 'no-access' && (
        <button type="button" class="primary" onClick={onGrantAccess}>
          {t('access.grant')}
        </button>
      )}
      {evidence.length > 0 && (
        <div class="evidence">
          <h2>{t('seen.title')}</h2>
          <ul>
            {evidence.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** Since when there is trouble; without any, how fresh the verdict is. */
function When({ judgement: { sinceMs, reason }, lastSeenMs, nowMs }: StatusCardProps) {
  const { t, locale } = useWords();
  if (sinceMs !== undefined) {
    const length = durationWords(nowMs - sinceMs, locale);
    return <p class="when">{t('when.since', clockWords(sinceMs, nowMs, locale), length)}</p>;
  }
  const isLooking = reason !== 'paused' && reason !== 'no-access';
  if (!isLooking || lastSeenMs === undefined) return null;
  return <p class="when">{t('when.seen', agoWords(lastSeenMs, nowMs, locale))}</p>;
}
