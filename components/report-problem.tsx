import { useState } from 'preact/hooks';
import { issueUrl } from '../lib/words/diagnostics.ts';
import { useWords } from './words.ts';

/** When X has changed and Feed Canary does not know its page any more: what helps us, to copy or to report. */
export function ReportProblem({ diagnostics }: { diagnostics: string }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(diagnostics).then(() => setCopied(true));
  return (
    <div class="report">
      <button type="button" onClick={() => void copy()}>
        {t(isCopied ? 'report.copied' : 'report.copy')}
      </button>
      <a href={issueUrl(diagnostics)} target="_blank" rel="noreferrer">
        {t('report.open')}
      </a>
    </div>
  );
}
