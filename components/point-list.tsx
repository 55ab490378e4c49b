import type { MessageKey } from '../lib/words/translate.ts';
import { useWords } from './words.ts';

interface Props {
  points: readonly MessageKey[];
  /** Promises are kept; what is shared is told, what is not is withheld. */
  mark: 'kept' | 'told' | 'withheld';
}

/** Short sentences, point by point. */
export function PointList({ points, mark }: Props) {
  const { t } = useWords();
  return (
    <ul class="points" data-mark={mark}>
      {points.map((point) => (
        <li key={point}>{t(point)}</li>
      ))}
    </ul>
  );
}
