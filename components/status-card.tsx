import type { Judgement } from '../lib/detect/judge.ts';
import { agoWords, clockWords, durationWords } from '../lib/words/time-words.ts';
import { evidenceWords, headlineOf, meaningOf } from '../lib/words/verdict-words.ts';
import { ReportProblem } from './report-problem.tsx';
import { useWords } from './words.ts';

interface Props {
  judgement: Judgement;
  nowMs: number;
  diagnostics: string;
  onGrantAccess: () => void;
}

/** The verdict: shape, sentence, how long, what it means and what it rests on. */
export function StatusCard({ judgement, nowMs, diagnostics, onGrantAccess }: Props) {
  const { t, locale } = useWords();
  const evidence = evidenceWords(judgement, t, locale);
  return (
    <section class="status">
      <div class="verdict" role="status">
        <img src={`/icons/${judgement.verdict}.svg`} alt="" width={52} height={52} />
        <div>
          <h1>{headlineOf(judgement, t)}</h1>
          <Since judgement={judgement} nowMs={nowMs} />
        </div>
      </div>
      <p>{meaningOf(judgement, t)}</p>
      {evidence.length > 0 && (
        <ul class="evidence">
          {evidence.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {judgement.reason === 'not-understood' && <ReportProblem diagnostics={diagnostics} />}
      {judgement.reason === 'no-access' && (
        <button type="button" onClick={onGrantAccess}>
          {t('access.grant')}
        </button>
      )}
    </section>
  );
}

function Since({ judgement: { sinceMs, seenAtMs }, nowMs }: Pick<Props, 'judgement' | 'nowMs'>) {
  const { t, locale } = useWords();
  if (sinceMs !== undefined) {
    const length = durationWords(nowMs - sinceMs, locale);
    return <p class="when">{t('when.since', clockWords(sinceMs, nowMs, locale), length)}</p>;
  }
  return seenAtMs === undefined ? null : (
    <p class="when">{t('when.seen', agoWords(seenAtMs, nowMs, locale))}</p>
  );
}
