import type { MessageKey } from '../lib/words/translate.ts';
import { useWords } from './words.ts';

/** What is held to, point by point. */
export function PromiseList({ promises }: { promises: readonly MessageKey[] }) {
  const { t } = useWords();
  return (
    <ul class="promises">
      {promises.map((promise) => (
        <li key={promise}>{t(promise)}</li>
      ))}
    </ul>
  );
}
