import type { RecordProblem } from '../lib/record/record-problem.ts';
import { useWords } from './words.ts';

/** Why the history cannot be written or read, and what to do about it. */
export function RecordTrouble({ problem }: { problem: RecordProblem }) {
  const { t } = useWords();
  return (
    <p class="trouble" role="status" data-problem={problem}>
      {t(`problem.${problem}`)}
    </p>
  );
}
