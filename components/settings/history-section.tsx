import { useState } from 'preact/hooks';
import type { HistoryFormat } from '../../lib/history/files-to-save.ts';
import type { RecordProblem } from '../../lib/record/record-problem.ts';
import { RETENTION_DAYS, type Settings } from '../../lib/settings/settings.ts';
import { numberWords } from '../../lib/words/number-words.ts';
import type { Outcome } from '../../lib/words/outcome-words.ts';
import { dayCountWords } from '../../lib/words/time-words.ts';
import { RecordTrouble } from '../record-trouble.tsx';
import { useWords } from '../words.ts';
import { Section } from './section.tsx';

export interface HistoryProps {
  retentionDays: Settings['retentionDays'];
  /** How much there is; absent while it cannot be read. */
  size: { incidents: number; days: number } | undefined;
  problem: RecordProblem | undefined;
  outcome: Outcome | undefined;
  onKeep: (retentionDays: Settings['retentionDays']) => void;
  onExport: (format: HistoryFormat) => void;
  onImport: (file: File) => void;
  onDelete: () => void;
}

/** What is kept, for how long, and the ways in and out. */
export function HistorySection(props: HistoryProps) {
  const { retentionDays, size, problem, outcome, onKeep } = props;
  const { t, locale } = useWords();
  return (
    <Section id="history" title={t('history.title')} outcome={outcome}>
      <p>{t('history.about')}</p>
      {problem && <RecordTrouble problem={problem} />}
      {size && (
        <dl>
          <dt>{t('history.days')}</dt>
          <dd>{numberWords(size.days, locale)}</dd>
          <dt>{t('history.incidents')}</dt>
          <dd>{numberWords(size.incidents, locale)}</dd>
        </dl>
      )}
      <fieldset>
        <legend>{t('history.keep')}</legend>
        {RETENTION_DAYS.map((days) => (
          <label key={days} class="choice">
            <input
              type="radio"
              name="retention"
              checked={days === retentionDays}
              onChange={() => onKeep(days)}
            />
            {dayCountWords(days, locale)}
          </label>
        ))}
        <p class="quiet">{t('history.keepHint')}</p>
      </fieldset>
      <CopyButtons {...props} />
      <DeleteButton onDelete={props.onDelete} />
    </Section>
  );
}

function CopyButtons({ onExport, onImport }: HistoryProps) {
  const { t } = useWords();
  return (
    <>
      <h3>{t('history.save')}</h3>
      <div class="buttons">
        <button type="button" onClick={() => onExport('json')}>
          {t('history.json')}
        </button>
        <button type="button" onClick={() => onExport('csv')}>
          {t('history.csv')}
        </button>
        {/* The field itself takes the focus; the label is what is seen of it. */}
        <label class="button">
          <input
            type="file"
            class="unseen"
            accept="application/json,.json"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = ''; // so that the same file can be chosen again
              if (file) onImport(file);
            }}
          />
          {t('history.import')}
        </label>
      </div>
    </>
  );
}

/** One function for all renders: a new one would be called, and take the focus, at each. */
const takeFocus = (button: HTMLButtonElement | null) => button?.focus();

/** Asks once more where it stands: no dialog takes the page away. The focus goes with the question and back. */
function DeleteButton({ onDelete }: { onDelete: () => void }) {
  const { t } = useWords();
  const [step, setStep] = useState<'fresh' | 'asking' | 'answered'>('fresh');
  if (step !== 'asking') {
    return (
      <button
        type="button"
        class="danger"
        ref={step === 'answered' ? takeFocus : null}
        onClick={() => setStep('asking')}
      >
        {t('history.delete')}
      </button>
    );
  }
  return (
    <fieldset class="ask">
      <legend>{t('history.deleteAsk')}</legend>
      <div class="buttons">
        {/* The harmless one first, and focused: Enter pressed twice deletes nothing. */}
        <button type="button" ref={takeFocus} onClick={() => setStep('answered')}>
          {t('history.deleteNo')}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            setStep('answered');
            onDelete();
          }}
        >
          {t('history.deleteYes')}
        </button>
      </div>
    </fieldset>
  );
}
