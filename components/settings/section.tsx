import type { ComponentChildren } from 'preact';
import { isTrouble, type Outcome, outcomeWords } from '../../lib/words/outcome-words.ts';
import { useWords } from '../words.ts';

interface Props {
  id: string;
  title: string;
  /** What came of the last thing done in this section. */
  outcome?: Outcome | undefined;
  children: ComponentChildren;
  /** What is only to be read: below the outcome, which shall be near what was done. */
  details?: ComponentChildren;
}

/** One part of the settings. It says by itself, also to screen readers, what came of what was done in it. */
export function Section({ id, title, outcome, children, details }: Props) {
  const { t, locale } = useWords();
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <p class="outcome" role="status" data-trouble={outcome && isTrouble(outcome)}>
        {outcome && outcomeWords(outcome, t, locale)}
      </p>
      {details}
    </section>
  );
}
